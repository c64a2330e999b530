"""What the library gives to search: one entry a published record, one part a language."""

from hub.core.registry import SearchEntry, SearchPart
from hub.library.content.content import facts_from_json, texts_from_json
from hub.library.cooking import plain
from hub.library.models import Record, RecordEdition

_NOT_BODY = frozenset({"title"})


def search_entry(record: Record) -> SearchEntry | None:
    """None unless published: work in progress is on its editors' desks, not in search."""
    if not record.is_published:
        return None
    facts = facts_from_json(record.facts)
    names = "\n".join(
        part
        for part in (
            facts.lead,
            facts.place,
            *(partner.name for partner in facts.partners),
            *facts.programmes,
            *facts.keywords,
        )
        if part
    )
    return SearchEntry(
        parts=tuple(_part(edition, names) for edition in record.editions if edition.title),
        regions=tuple(record.region_codes),
        themes=tuple(record.theme_codes),
        moment=record.published_at,
    )


def _part(edition: RecordEdition, names: str) -> SearchPart:
    texts = texts_from_json(edition.texts)
    words = [plain(value) for name, value in texts.items() if name not in _NOT_BODY]
    return SearchPart(edition.language, edition.title, "\n".join([*words, names]))
