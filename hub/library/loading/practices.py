"""The practices of `data/practices.yaml`: what their sources say, with the marks of what is ours."""

import re
from collections.abc import Mapping
from datetime import timedelta
from importlib import resources
from typing import Any

import yaml

from hub.core import clock
from hub.core.access import PUBLIC_AUDIENCE, Actor
from hub.library.actions.creating import begin_record
from hub.library.actions.presenting import present
from hub.library.actions.publishing import publish, submit
from hub.library.actions.translating import translate_record
from hub.library.content.content import Value
from hub.library.content.fields import Form, RecordKind
from hub.library.content.items import Basis, Claim, Partner, Source
from hub.network.demo import DemoPeople

DATA = resources.files("hub.data")
MAILBOX = "bibliotheque@demo.example"
OWNERS = {"02": "focal.oriental", "09": "focal.souss-massa", "01": "focal.tanger"}
REVIEW_AFTER = timedelta(days=365)


def load_practices(people: DemoPeople) -> Mapping[str, int]:
    """Publish all of them, the newest some days ago. Returns record ids by the file's ids."""
    practices = yaml.safe_load((DATA / "practices.yaml").read_text(encoding="utf-8"))["practices"]
    texts = yaml.safe_load((DATA / "practice_texts.yaml").read_text(encoding="utf-8"))
    now = clock.utcnow()
    loaded = {}
    for age, practice in enumerate(reversed(practices)):
        moment = now - timedelta(days=6 * (len(practices) - age), hours=age)
        with clock.frozen(moment):
            loaded[practice["id"]] = _load(
                people, practice, {"keywords": texts["keywords"], **texts["practices"][practice["id"]]}
            )
    return loaded


def _load(people: DemoPeople, practice: Mapping[str, Any], texts: Mapping[str, Any]) -> int:
    values = practice_values(practice, texts)
    owner = next((people[OWNERS[code]] for code in values["regions"] if code in OWNERS), people["organiser"])
    record = begin_record(owner, RecordKind.PRACTICE, "fr", values)
    _translate(owner, record.id, "en", english_values(practice))
    _translate(owner, record.id, "ar", arabic_values(practice, texts))
    present(owner, record.id, audience=PUBLIC_AUDIENCE, form=Form.SNAPSHOT.value)
    submit(owner, record.id)
    publish(people["organiser"], record.id, record.latest_version)
    return record.id


def practice_values(practice: Mapping[str, Any], texts: Mapping[str, Any]) -> dict[str, Value]:
    """The file's entry as the record's fields, in French."""
    years, replicability = practice["years"], practice["replicability"]
    return {
        "title": typographic(practice["title"]["fr"]),
        "summary": typographic(texts["summary_fr"]),
        "maturity": texts["maturity"],
        "themes": tuple(practice["snia_programmes"]),
        "keywords": tuple(texts["keywords"][theme] for theme in practice["themes"]),
        "regions": tuple(sorted(code.removeprefix("MA-") for code in practice["region_codes"])),
        "country": practice["country"],
        "place": typographic(practice["place"]),
        "level": practice["level"],
        "period_start": years["start"],
        "period_end": years["end"],
        "period_note": typographic(years.get("note", "")),
        "lead": texts["lead"],
        "partners": tuple(Partner(typographic(name)) for name in practice["partners"]),
        "programmes": tuple(practice["programmes"]),
        "contact": MAILBOX,
        "challenge": typographic(practice["problem_fr"]),
        "method": _steps(practice["actions_fr"]),
        "results": _claims(practice["results_fr"]),
        "lessons": _claims(practice["lessons_fr"]),
        "replicability": replicability["score"],
        "replicability_minimum": typographic(replicability["conditions_fr"]),
        "sources": tuple(Source(address) for address in practice["sources"]),
        "confidence": practice["confidence"],
        "licence": "CC-BY-4.0",
        "review_by": (clock.today() + REVIEW_AFTER).isoformat(),
    }


def english_values(practice: Mapping[str, Any]) -> dict[str, Value]:
    return {"title": practice["title"]["en"], "summary": practice["summary_en"]}


def arabic_values(practice: Mapping[str, Any], texts: Mapping[str, Any]) -> dict[str, Value]:
    """Title and summary; for some practices the main fields too, with the marks of the French claims."""
    values: dict[str, Value] = {"title": practice["title"]["ar"], "summary": texts["summary_ar"]}
    more = texts.get("ar", {})
    for name in ("challenge", "replicability_minimum"):
        if name in more:
            values[name] = more[name]
    if "method" in more:
        values["method"] = _steps(more["method"])
    for name in ("results", "lessons"):
        if name in more:
            marks = [claim["basis"] for claim in practice[f"{name}_fr"]]
            values[name] = tuple(Claim(text, Basis(mark)) for text, mark in zip(more[name], marks, strict=True))
    return values


def typographic(text: str) -> str:
    """French as it is printed: ’ for the apostrophe, no-break spaces inside « » and before : ; ? !"""
    text = text.replace("'", "’").replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    return re.sub(r" ([:;?!])", "\u00a0\\1", text)


def _translate(actor: Actor, record_id: int, language: str, values: Mapping[str, Value]) -> None:
    translate_record(actor, record_id, language, values, base=1)


def _claims(entries: list[Mapping[str, str]]) -> tuple[Claim, ...]:
    return tuple(Claim(typographic(entry["text_fr"]), Basis(entry["basis"])) for entry in entries)


def _steps(lines: list[str]) -> str:
    """A Markdown list."""
    return "\n".join(f"- {typographic(line)}" for line in lines)
