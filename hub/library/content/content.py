"""The whole content of a record as one immutable value: what a version keeps, what is compared, merged and shown."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from hub.library.content.fields import FIELDS, Form, RecordKind, Shape
from hub.library.content.items import Basis, Beneficiaries, Block, Claim, Partner, Source

SCHEMA = 1
Value = Any
"""A field's value: str, int, None, a tuple of str or int, or a tuple of one kind of item. Always immutable and hashable."""


@dataclass(frozen=True)
class Facts:
    """What is the same in every language. Dates are ISO text, years numbers, codes from `vocabulary`."""

    nature: str = ""
    maturity: str = ""
    country: str = "MA"
    place: str = ""
    level: str = ""
    period_start: int | None = None
    period_end: int | None = None
    lead: str = ""
    partners: tuple[Partner, ...] = ()
    programmes: tuple[str, ...] = ()
    contact: str = ""
    beneficiaries: tuple[Beneficiaries, ...] = ()
    replicability: str = ""
    keywords: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: str = ""
    licence: str = ""
    review_by: str = ""
    gcm: tuple[int, ...] = ()
    sdgs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Edition:
    """The record's texts in one language. `made_from`: field to the SHA-256 of the source text it was translated from."""

    texts: Mapping[str, Value] = field(default_factory=dict)
    made_from: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> Value:
        return self.texts.get(name, empty_value(name))


@dataclass(frozen=True)
class Content:
    """`themes` and `regions`: codes of the network's themes and regions. `editions` always holds `source_language`."""

    kind: RecordKind
    source_language: str
    form: Form = Form.SNAPSHOT
    facts: Facts = Facts()
    themes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    editions: Mapping[str, Edition] = field(default_factory=dict)

    @property
    def source(self) -> Edition:
        return self.editions.get(self.source_language, Edition())

    def value(self, name: str, language: str | None = None) -> Value:
        """A field's value; a translated field's in `language` (the source language by default), empty if absent."""
        if FIELDS[name].is_translated:
            return self.editions.get(language or self.source_language, Edition()).text(name)
        return getattr(self, name) if name in ("themes", "regions") else getattr(self.facts, name)

    def with_values(self, changes: Mapping[str, Value], language: str | None = None) -> "Content":
        """A copy with some fields replaced; translated fields are replaced in `language` (the source by default)."""
        language = language or self.source_language
        texts = {name: value for name, value in changes.items() if FIELDS[name].is_translated}
        lists = {name: value for name, value in changes.items() if name in ("themes", "regions")}
        facts = {name: value for name, value in changes.items() if name not in texts and name not in lists}
        edition = self.editions.get(language, Edition())
        kept = {name: value for name, value in {**edition.texts, **texts}.items() if value}
        editions = {**self.editions, language: replace(edition, texts=kept)} if texts else self.editions
        return replace(self, facts=replace(self.facts, **facts), editions=editions, **lists)


def empty_value(name: str) -> Value:
    """The value of a translated field that nobody filled."""
    return () if FIELDS[name].shape in (Shape.CLAIMS, Shape.BLOCKS) else ""


def value_hash(value: Value) -> str:
    """Hex SHA-256 of a text, or of a list's canonical JSON."""
    text = value if isinstance(value, str) else json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def to_json(content: Content) -> dict[str, Any]:
    """Plain JSON, canonical: equal contents give equal documents."""
    return {
        "schema": SCHEMA,
        "kind": content.kind.value,
        "form": content.form.value,
        "source_language": content.source_language,
        "facts": {name: _plain(value) for name, value in _facts_items(content.facts)},
        "themes": list(content.themes),
        "regions": list(content.regions),
        "editions": {
            language: {
                "texts": {name: _plain(value) for name, value in sorted(edition.texts.items())},
                "made_from": dict(sorted(edition.made_from.items())),
            }
            for language, edition in sorted(content.editions.items())
        },
    }


def from_json(document: Mapping[str, Any]) -> Content:
    """The inverse of `to_json`. A fact or text that this version of the hub does not know is left out."""
    return Content(
        kind=RecordKind(document["kind"]),
        form=Form(document["form"]),
        source_language=document["source_language"],
        facts=facts_from_json(document["facts"]),
        themes=tuple(document["themes"]),
        regions=tuple(document["regions"]),
        editions={
            language: Edition(texts_from_json(edition["texts"]), edition["made_from"])
            for language, edition in document["editions"].items()
        },
    )


def facts_from_json(document: Mapping[str, Any]) -> Facts:
    known = {item.name for item in fields(Facts)}
    return Facts(**{name: _fact(name, value) for name, value in document.items() if name in known})


def facts_to_json(facts: Facts) -> dict[str, Any]:
    return {name: _plain(value) for name, value in _facts_items(facts)}


def texts_from_json(document: Mapping[str, Any]) -> dict[str, Value]:
    return {name: _written(name, value) for name, value in document.items() if name in FIELDS}


def texts_to_json(texts: Mapping[str, Value]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in sorted(texts.items())}


def _facts_items(facts: Facts) -> list[tuple[str, Value]]:
    return [(item.name, getattr(facts, item.name)) for item in fields(facts)]


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [item if isinstance(item, (str, int)) else asdict(item) for item in value]
    return value


def _fact(name: str, value: Any) -> Value:
    makers: dict[str, Callable[..., Any]] = {"partners": Partner, "sources": Source, "beneficiaries": Beneficiaries}
    if name in makers:
        return tuple(makers[name](**item) for item in value)
    return tuple(value) if isinstance(value, list) else value


def _written(name: str, value: Any) -> Value:
    match FIELDS[name].shape:
        case Shape.CLAIMS:
            return tuple(Claim(item["text"], Basis(item["basis"])) for item in value)
        case Shape.BLOCKS:
            return tuple(Block(**item) for item in value)
    return value
