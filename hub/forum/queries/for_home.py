"""What the home page and the region pages show of the forum."""

from collections.abc import Iterable

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.forum.queries.lists import concerns, first_rows, is_unread, waits_for
from hub.forum.queries.rows import TopicRow


def latest_topics(session: DbSession, reader: Actor, limit: int = 5) -> list[TopicRow]:
    """The liveliest topics that the reader sees."""
    return first_rows(session, reader, limit)


def unread_topics(session: DbSession, reader: Actor, limit: int = 5) -> list[TopicRow]:
    """Topics with posts that the reader has not read; `unread` counts them, `unread_address` opens the first."""
    return [] if reader.is_visitor else first_rows(session, reader, limit, is_unread(reader))


def questions_for_region(
    session: DbSession, reader: Actor, region_codes: Iterable[str], limit: int = 5
) -> list[TopicRow]:
    """Open questions put to these regions that their teams have not answered."""
    codes = sorted(region_codes)
    return first_rows(session, reader, limit, waits_for(codes)) if codes else []


def region_questions(session: DbSession, reader: Actor, region_codes: Iterable[str], limit: int = 5) -> list[TopicRow]:
    """Questions about these regions or put to them, answered or not."""
    codes = sorted(region_codes)
    return first_rows(session, reader, limit, concerns(codes)) if codes else []
