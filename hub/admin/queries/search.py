"""What search offers beside, and what it did not find."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from hub.core.access import Actor, Permission, guard
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.core.paging import Cursor, Page, paginate
from hub.services.search import Miss, SearchSynonyms, frequent_misses

PAGE_SIZE = 50
DAYS = 30
MOST_MISSES = 50


def synonyms_page(session: DbSession, reader: Actor, cursor: Cursor) -> Page[Any]:
    """By their French names."""
    guard(reader, Permission.ADMIN_SEARCH_EDIT)
    statement = select(SearchSynonyms.id, SearchSynonyms.fr, SearchSynonyms.ar, SearchSynonyms.en)
    return paginate(session, statement, [SearchSynonyms.fr.asc(), SearchSynonyms.id.asc()], cursor, PAGE_SIZE)


def synonyms_row(session: DbSession, reader: Actor, synonyms_id: int) -> SearchSynonyms:
    """Raises NotFound."""
    guard(reader, Permission.ADMIN_SEARCH_EDIT)
    row = session.get(SearchSynonyms, synonyms_id)
    if row is None:
        raise NotFound
    return row


def misses(session: DbSession, reader: Actor) -> Sequence[Miss]:
    """Of the last DAYS days."""
    guard(reader, Permission.ADMIN_SEARCH_EDIT)
    return frequent_misses(session, DAYS, MOST_MISSES)
