"""Decide on the flags of a thing: all that are open, at once."""

from collections.abc import Sequence

from sqlalchemy import select

from hub.core import clock
from hub.core.access import Actor
from hub.core.db import commit, db, one_transaction
from hub.core.errors import Conflict, Invalid
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.services import audit
from hub.services.moderation.kinds import Exhibit, FlaggableKind, flaggable_kinds
from hub.services.moderation.labels import DECIDED
from hub.services.moderation.models import NOTE_LIMIT, Flag, Ground, Outcome
from hub.services.moderation.notifying import ANSWERED, TAKEN_AWAY
from hub.services.moderation.queries import flagged_ref
from hub.services.notifications import notify


def decide(actor: Actor, flag_id: int, outcome: str, ground: str, note: str) -> None:
    """On every open flag of the thing that this one is about. `ground`: shown in place of what is hidden or deleted. `note`: told to who flagged. Those who flagged and the author
    are told. Raises NotFound, Invalid (outcome, ground, note), or Conflict when somebody else has just decided."""
    ref = flagged_ref(db.session, actor, flag_id)
    kind, said = flaggable_kinds()[ref.kind], note.strip()
    _check(kind, outcome, ground, said)
    with one_transaction():
        flags = _open(ref)
        if not flags:
            raise Conflict(gettext("Somebody else has just decided on these reports."))
        exhibit = kind.exhibits(db.session, [ref.id])[ref.id]
        takes_away = outcome in (Outcome.HIDDEN, Outcome.DELETED)
        if act := {Outcome.HIDDEN: kind.hide, Outcome.DELETED: kind.delete}.get(Outcome(outcome)):
            act(actor, ref.id, ground)
        for found in flags:
            found.decided_at, found.decided_by_id = clock.utcnow(), actor.person_id
            found.outcome, found.note = outcome, said
        audit.record(
            db.session, actor, DECIDED, ref, outcome=outcome, flags=len(flags), ground=ground if takes_away else None
        )
        _tell(actor, exhibit, flags, outcome, ground if takes_away else "")
        commit()


def _open(ref: Ref) -> Sequence[Flag]:
    """Locked: of two moderators one decides."""
    statement = select(Flag).where(Flag.ref_kind == ref.kind, Flag.ref_id == ref.id, Flag.decided_at.is_(None))
    return db.session.scalars(statement.order_by(Flag.id).with_for_update()).all()


def _check(kind: FlaggableKind, outcome: str, ground: str, note: str) -> None:
    messages = {}
    if outcome not in kind.outcomes:
        messages["outcome"] = gettext("Choose what happens.")
    elif outcome in (Outcome.HIDDEN, Outcome.DELETED) and ground not in set(Ground):
        messages["ground"] = gettext("Choose the ground: it is shown in place of the text.")
    if len(note) > NOTE_LIMIT:
        messages["note"] = gettext("At most %(count)s characters.", count=NOTE_LIMIT)
    if messages:
        raise Invalid(messages)


def _tell(actor: Actor, exhibit: Exhibit, flags: Sequence[Flag], outcome: str, ground: str) -> None:
    """Told of the flag, not of the thing: what was taken away is no longer to be seen, its author and who flagged it are
    told all the same."""
    told, ref = {flag.flagged_by_id for flag in flags}, Ref("flag", flags[0].id)
    notify(db.session, ANSWERED, told, ref, None, title=exhibit.title, address="/moderation/mine", outcome=outcome)
    if ground and exhibit.author_id:
        author = {exhibit.author_id}
        notify(db.session, TAKEN_AWAY, author, ref, actor, title=exhibit.title, address=exhibit.address, ground=ground)
