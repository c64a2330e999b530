"""Lists of topics: of a category, recent, unread, unanswered, asked of a region, one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, false, func, literal_column, or_, select

from hub.core import clock
from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.paging import FIRST_PAGE, Cursor, Page, paginate
from hub.forum.models import Post, TopicAskedRegion, TopicKind, TopicRegion, TopicTheme
from hub.forum.queries.rows import TopicRow, categories, positions, to_row, topic_rows, topics
from hub.forum.visibility import visible_categories

asked = TopicAskedRegion.__table__
posts = Post.__table__


class View(StrEnum):
    """The tabs of the list of all topics. The last three are for people signed in."""

    RECENT = "recent"
    UNANSWERED = "unanswered"
    UNREAD = "unread"
    ASKED = "asked"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class TopicFilter:
    """What the reader narrowed a list to."""

    theme: str = ""
    region: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.theme:
            found.append(exists().where(TopicTheme.topic_id == topics.c.id, TopicTheme.theme_code == self.theme))
        if self.region:
            found.append(
                or_(
                    exists().where(TopicRegion.topic_id == topics.c.id, TopicRegion.region_code == self.region),
                    exists().where(asked.c.topic_id == topics.c.id, asked.c.region_code == self.region),
                )
            )
        return found


NO_FILTER = TopicFilter()
NEWS = timedelta(days=183)
_BY_ACTIVITY = (topics.c.last_post_at.desc(), topics.c.id.desc())


def of_category(
    session: DbSession, reader: Actor, category_id: int, chosen: TopicFilter = NO_FILTER, cursor: Cursor = FIRST_PAGE
) -> Page[TopicRow]:
    """Topics of one category, pinned ones first."""
    statement = _visible(reader).where(topics.c.category_id == category_id, *chosen.conditions())
    return _page(session, reader, statement, (topics.c.pinned.desc(), *_BY_ACTIVITY), cursor)


def of_view(
    session: DbSession, reader: Actor, view: View, chosen: TopicFilter = NO_FILTER, cursor: Cursor = FIRST_PAGE
) -> Page[TopicRow]:
    """Topics of all categories that the reader sees, the liveliest first."""
    statement = _visible(reader).where(*_view_conditions(reader, view), *chosen.conditions())
    return _page(session, reader, statement, _BY_ACTIVITY, cursor)


def first_rows(session: DbSession, reader: Actor, limit: int, *conditions: ColumnElement[bool]) -> list[TopicRow]:
    """The liveliest visible topics that meet the conditions."""
    statement = _visible(reader).where(*conditions).order_by(*_BY_ACTIVITY).limit(limit)
    return [to_row(row, reader) for row in session.execute(statement)]


def is_unread(reader: Actor) -> ColumnElement[bool]:
    """Something new of the last half year: older news is found by reading, not by being told."""
    if reader.is_visitor:
        return false()
    return (topics.c.last_post_at > clock.utcnow() - NEWS) & (
        topics.c.last_number > func.coalesce(positions.c.last_number, 0)
    )


def waits_for(codes: Sequence[str]) -> ColumnElement[bool]:
    """Open questions put to one of the regions that its team has not answered."""
    put = select(asked.c.topic_id).where(asked.c.region_code.in_(codes), asked.c.answered_number.is_(None))
    return topics.c.id.in_(put) & topics.c.closed_at.is_(None)


def concerns(codes: Sequence[str]) -> ColumnElement[bool]:
    """Questions about one of the regions or put to it."""
    about = exists().where(TopicRegion.topic_id == topics.c.id, TopicRegion.region_code.in_(codes))
    put = exists().where(asked.c.topic_id == topics.c.id, asked.c.region_code.in_(codes))
    return or_(about, put) & topics.c.kind.in_([TopicKind.QUESTION.value, TopicKind.CALL.value])


def _visible(reader: Actor) -> Select[Any]:
    return topic_rows(reader).where(visible_categories(reader))


def _view_conditions(reader: Actor, view: View) -> list[ColumnElement[bool]]:
    match view:
        case View.UNREAD:
            return [is_unread(reader)]
        case View.UNANSWERED:
            return [
                topics.c.posts_count == literal_column("1"),  # a literal: else the partial index is not used
                topics.c.closed_at.is_(None),
                topics.c.kind.in_([TopicKind.QUESTION.value, TopicKind.CALL.value]),
            ]
        case View.ASKED:
            return [waits_for(sorted(reader.regions))]
        case View.MINE:
            return [topics.c.id.in_(select(posts.c.topic_id).where(posts.c.author_id == reader.person_id))]
    return []


def _page(
    session: DbSession, reader: Actor, statement: Select[Any], order: Sequence[ColumnElement[Any]], cursor: Cursor
) -> Page[TopicRow]:
    page = paginate(session, statement, order, cursor)
    return Page([to_row(row, reader) for row in page.items], page.next_cursor, page.previous_cursor)


def unread_ids(reader: Actor, category_id: int | None = None) -> Select[Any]:
    """(id, number of the newest post) of each topic that the reader has not read to the end."""
    statement = (
        select(topics.c.id, topics.c.last_number)
        .join(categories, categories.c.id == topics.c.category_id)
        .outerjoin(positions, (positions.c.topic_id == topics.c.id) & (positions.c.person_id == reader.person_id))
        .where(visible_categories(reader), is_unread(reader))
    )
    return statement if category_id is None else statement.where(topics.c.category_id == category_id)
