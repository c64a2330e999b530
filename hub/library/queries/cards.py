"""The library's list: rows of columns, never entities."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, select
from sqlalchemy.orm import aliased

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import LANGUAGES
from hub.core.paging import DEFAULT_SIZE, Cursor, Page, cursor_at, paginate
from hub.core.registry import Card, Ref
from hub.library.filters import Filters
from hub.library.models import Record, RecordEdition, RecordRegion, RecordTheme
from hub.library.visibility import listed_for, scope_of, visible_to

records = Record.__table__
own = aliased(RecordEdition, name="own")
source = aliased(RecordEdition, name="source")


@dataclass(frozen=True, slots=True)
class RecordCard:
    """A record in a list, in the reader's language where it has that version, else in its own."""

    id: int
    kind: str
    form: str
    status: str
    maturity: str
    title: str
    excerpt: str
    language: str
    listed_at: datetime
    theme_codes: tuple[str, ...]
    region_codes: tuple[str, ...]

    @property
    def address(self) -> str:
        return f"/library/{self.id}"

    @property
    def direction(self) -> str:
        return LANGUAGES[self.language].direction


@cache
def card_columns(language: str) -> Select[Any]:
    """Columns of `RecordCard`, in order, before any condition."""
    translated = func.coalesce(own.title, "") != ""
    return (
        select(
            records.c.id,
            records.c.kind,
            records.c.form,
            records.c.status,
            records.c.maturity,
            source.title.label("title"),
            source.excerpt.label("excerpt"),
            records.c.source_language,
            records.c.listed_at,
            records.c.theme_codes,
            records.c.region_codes,
            translated.label("is_translated"),
            own.title.label("own_title"),
            own.excerpt.label("own_excerpt"),
        )
        .select_from(records)
        .join(source, (source.record_id == records.c.id) & (source.language == records.c.source_language))
        .outerjoin(own, (own.record_id == records.c.id) & (own.language == language))
    )


def to_card(row: Row[Any], language: str) -> RecordCard:
    title, excerpt, spoken = row.title, row.excerpt, row.source_language
    if row.is_translated:
        title, excerpt, spoken = row.own_title, row.own_excerpt or excerpt, language
    return RecordCard(
        row.id, row.kind, row.form, row.status, row.maturity, title, excerpt, spoken, row.listed_at,
        tuple(row.theme_codes), tuple(row.region_codes),
    )  # fmt: skip


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """The chosen facets as SQL over `library_record`."""
    found: list[ColumnElement[bool]] = []
    if filters.kind:
        found.append(records.c.kind == filters.kind)
    if filters.maturity:
        found.append(records.c.maturity == filters.maturity)
    if filters.theme:
        found.append(exists().where(RecordTheme.record_id == records.c.id, RecordTheme.theme_code == filters.theme))
    if filters.region:
        found.append(exists().where(RecordRegion.record_id == records.c.id, RecordRegion.region_code == filters.region))
    if filters.text:
        found.append(
            exists().where(
                RecordEdition.record_id == records.c.id,
                RecordEdition.language == filters.text,
                RecordEdition.title != "",
            )
        )
    return found


def list_page(session: DbSession, reader: Actor, filters: Filters, language: str, cursor: Cursor) -> Page[RecordCard]:
    """Published records of the reader's audiences, newest first: one query."""
    statement = _list_statement(scope_of(reader), filters, language)
    if cursor == Cursor():
        rows = session.execute(statement).all()
        cards = [to_card(row, language) for row in rows[:DEFAULT_SIZE]]
        more = len(rows) > DEFAULT_SIZE
        return Page(cards, cursor_at(cards[-1].listed_at, cards[-1].id) if more else None)
    page = paginate(session, statement.limit(None), [records.c.listed_at.desc(), records.c.id.desc()], cursor)
    return Page([to_card(row, language) for row in page.items], page.next_cursor, page.previous_cursor)


@lru_cache(maxsize=256)
def _list_statement(scope: Actor, filters: Filters, language: str) -> Select[Any]:
    """The first page's statement. Kept, because building it costs more than running it."""
    return (
        card_columns(language)
        .where(listed_for(scope, records.c), *conditions(filters))
        .order_by(records.c.listed_at.desc(), records.c.id.desc())
        .limit(DEFAULT_SIZE + 1)
    )


def latest(
    session: DbSession, reader: Actor, language: str, size: int, regions: Collection[str] = ()
) -> list[RecordCard]:
    """The newest published records, of these regions if any is given."""
    statement = card_columns(language).where(listed_for(reader, records.c))
    if regions:
        of_regions = RecordRegion.region_code.in_(sorted(regions))
        statement = statement.where(exists().where(RecordRegion.record_id == records.c.id, of_regions))
    rows = session.execute(statement.order_by(records.c.listed_at.desc(), records.c.id.desc()).limit(size))
    return [to_card(row, language) for row in rows]


def registry_cards(session: DbSession, ids: Iterable[int], reader: Actor, kind: str, language: str) -> dict[int, Card]:
    """The visible ones among `ids`, as other features show them: one query."""
    statement = card_columns(language).where(
        records.c.id.in_(sorted(set(ids))), records.c.kind == kind, visible_to(reader, records.c)
    )
    cards = (to_card(row, language) for row in session.execute(statement))
    return {
        card.id: Card(Ref(card.kind, card.id), card.title, card.address, card.language, moment=card.listed_at)
        for card in cards
    }
