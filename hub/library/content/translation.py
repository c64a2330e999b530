"""Side-by-side languages: which translated fields no longer follow their source."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from hub.library.content.content import Content, Edition, Value, value_hash
from hub.library.content.fields import translated_fields


def stale_fields(content: Content, language: str) -> set[str]:
    """Fields of a translation made from a source text that has changed since (or is gone)."""
    if language == content.source_language:
        return set()
    edition = content.editions.get(language, Edition())
    return {
        name
        for name, value in edition.texts.items()
        if value and edition.made_from.get(name) != value_hash(content.value(name))
    }


def missing_fields(content: Content, language: str) -> list[str]:
    """Fields that the source has and the translation has not, in the order of the form."""
    edition = content.editions.get(language, Edition())
    return [
        field.name
        for field in translated_fields(content.kind)
        if content.source.text(field.name) and not edition.text(field.name)
    ]


def translate(content: Content, language: str, texts: Mapping[str, Value], confirmed: Collection[str] = ()) -> Content:
    """A copy with a translation's fields set. A field that changed, or that is `confirmed` as still right, is marked as
    made from today's source; the others keep their mark, so a stale field stays stale until somebody looks at it."""
    before = content.editions.get(language, Edition())
    changed = content.with_values(texts, language)
    edition = changed.editions.get(language, Edition())
    made_from = {
        name: value_hash(content.value(name))
        if value != before.texts.get(name) or name in confirmed or name not in before.made_from
        else before.made_from[name]
        for name, value in edition.texts.items()
    }
    return replace(changed, editions={**changed.editions, language: replace(edition, made_from=made_from)})


def edit_source(content: Content, changes: Mapping[str, Value], *, is_minor: bool) -> Content:
    """A copy with fields of the source edited. After a minor edit the translations that were fresh stay fresh; no edit of
    the source ever touches a translation's text."""
    changed = content.with_values(changes)
    if not is_minor:
        return changed
    touched = {name for name in changes if content.source.text(name) != changed.source.text(name)} & _translated(
        content
    )
    editions = dict(changed.editions)
    for language, edition in content.editions.items():
        if language != content.source_language:
            fresh = (touched & edition.made_from.keys()) - stale_fields(content, language)
            marks = {name: value_hash(changed.value(name)) for name in fresh}
            editions[language] = replace(edition, made_from={**edition.made_from, **marks})
    return replace(changed, editions=editions)


def _translated(content: Content) -> set[str]:
    return {field.name for field in translated_fields(content.kind)}
