"""Which addresses are measured, found in the large set, and a member's cookie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus

from sqlalchemy import text

from hub.app import create_app
from hub.core.db import db
from hub.network.identity import open_session
from hub.network.models import Person
from hub.web.identity import COOKIE

WORDS = ("migration", "accueil", "convention région", "هجرة", "formation des élus")


@dataclass(frozen=True, slots=True)
class Places:
    pages: Mapping[str, Sequence[str]]
    cookie: str


def find_places() -> Places:
    with create_app().app_context():
        topics = db.session.scalars(
            text(
                "SELECT t.id FROM forum_topic AS t JOIN forum_category AS c ON c.id = t.category_id "
                "WHERE c.audience = 'public' ORDER BY t.posts_count DESC, t.id LIMIT 3"
            )
        ).all()
        person = db.session.query(Person).filter_by(email="focal.oriental@demo.example").one()
        token = open_session(db.session, person, device="bench", address="127.0.0.1")
        db.session.commit()
        return Places(
            pages={
                "topic": [f"/forum/topics/{topic}" for topic in topics],
                "topic list": ["/forum/?view=recent"],
                "month": ["/events/"],
                "library": ["/library/"],
                "board": ["/indicators/UNEMP", "/indicators/POP_LEG", "/indicators/ILLIT_10P"],
                "search": [f"/search?q={quote_plus(word)}" for word in WORDS],
                "calendar.ics": ["/events/calendar.ics"],
            },
            cookie=f"{COOKIE}={token}",
        )
