"""What of the library can be flagged, and how moderators see it."""

from collections.abc import Iterable
from functools import partial

from sqlalchemy import ColumnElement, false, or_

from hub.core.access import Actor
from hub.core.db import DbSession, db
from hub.core.locale import current_language, gettext, speaking
from hub.library.actions.withdrawing import withdraw
from hub.library.content.fields import RecordKind
from hub.library.models import Document, Practice, Record, Status
from hub.library.policy import is_publisher
from hub.library.queries.cards import card_columns, records, to_card
from hub.library.visibility import buried_for, visible_to
from hub.network.models import Person
from hub.services.moderation import GROUNDS, Exhibit, FlaggableKind, register_flaggable


def moderated(model: type[Record], reader: Actor) -> ColumnElement[bool]:
    return or_(visible_to(reader, model), buried_for(reader, model)) if is_publisher(reader) else false()


def exhibits(session: DbSession, ids: Iterable[int]) -> dict[int, Exhibit]:
    language = current_language().code
    statement = (
        card_columns(language)
        .add_columns(records.c.owner_id, Person.name.label("owner"))
        .outerjoin(Person, Person.id == records.c.owner_id)
        .where(records.c.id.in_(sorted(set(ids))))
    )
    found = {}
    for row in session.execute(statement):
        card = to_card(row, language)
        found[card.id] = Exhibit(
            title=card.title,
            address=card.address,
            excerpt=card.excerpt,
            language=card.language,
            author_id=row.owner_id,
            author=row.owner or "",
            written_at=card.listed_at,
            edit_address=f"{card.address}/edit",
            is_gone=card.status == Status.WITHDRAWN,
        )
    return found


def hide(actor: Actor, record_id: int, ground: str) -> None:
    """Withdraws it: the tombstone tells the ground in the record's language."""
    record = db.session.get_one(Record, record_id)
    if record.status == Status.WITHDRAWN:
        return
    with speaking(record.source_language):
        reason = gettext("Withdrawn by the moderators. Ground: %(ground)s.", ground=str(GROUNDS[ground]))
    withdraw(actor, record_id, reason)


def register() -> None:
    for kind, model in ((RecordKind.PRACTICE, Practice), (RecordKind.DOCUMENT, Document)):
        register_flaggable(FlaggableKind(kind.value, partial(moderated, model), exhibits, hide=hide))
