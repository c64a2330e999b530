"""The library's kinds of content, for services and pages that draw from all features."""

from collections.abc import Callable, Iterable

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import current_language
from hub.core.registry import Card, ContentKind
from hub.library.content.fields import RecordKind
from hub.library.labels import KINDS, KINDS_PLURAL
from hub.library.models import Document, Practice, Record
from hub.library.queries.cards import registry_cards
from hub.library.search import search_entry
from hub.library.visibility import visible_to


def _cards_of(kind: RecordKind) -> Callable[[DbSession, Iterable[int], Actor], dict[int, Card]]:
    def cards(session: DbSession, ids: Iterable[int], reader: Actor) -> dict[int, Card]:
        return registry_cards(session, ids, reader, kind.value, current_language().code)

    return cards


def _kind(kind: RecordKind, model: type[Record]) -> ContentKind:
    return ContentKind(
        name=kind.value,
        label=KINDS[kind.value],
        plural=KINDS_PLURAL[kind.value],
        model=model,
        address=lambda id_: f"/library/{id_}",
        visible_to=lambda reader: visible_to(reader, model),
        cards=_cards_of(kind),
        search_entry=search_entry,
    )


KINDS_OF_CONTENT = (_kind(RecordKind.PRACTICE, Practice), _kind(RecordKind.DOCUMENT, Document))
