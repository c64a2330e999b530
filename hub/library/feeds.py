"""The library's Atom feed."""

from dataclasses import dataclass
from datetime import UTC, datetime

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import gettext
from hub.library.queries.cards import latest
from hub.library.queries.feed import changes, summaries
from hub.web import atom
from hub.web.addresses import absolute

SIZE = 30
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedBody:
    """The bytes, and when the newest entry changed."""

    body: bytes
    modified: datetime


def library_feed(session: DbSession, reader: Actor, language: str) -> FeedBody:
    """The newest published records that the reader may see: three queries."""
    cards = latest(session, reader, language, SIZE)
    texts, changed = summaries(session, cards), changes(session, cards)
    feed = atom.Feed(
        address=absolute("/library/feed.atom"),
        home=absolute("/library/"),
        title=gettext("Library – Regions Network – Migration"),
        language=language,
        entries=[
            atom.Entry(
                address=absolute(card.address),
                title=card.title,
                updated=changed[card.id][0],
                published=card.listed_at,
                author=changed[card.id][1] or gettext("Regions Network – Migration"),
                html=texts.get((card.id, card.language), ""),
                language=card.language,
                categories=card.theme_codes,
            )
            for card in cards
        ],
        empty_since=BEGINNING,
    )
    return FeedBody(atom.write(feed), feed.updated)
