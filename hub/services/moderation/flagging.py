"""Flag a thing."""

from sqlalchemy import select

from hub.core.access import Actor, Permission, Role, guard
from hub.core.db import DbSession, add_unless_there, commit, db
from hub.core.errors import Conflict, Invalid, NotFound
from hub.core.locale import gettext
from hub.core.registry import Card, Ref, registry
from hub.network.identity import actors_of
from hub.network.models import RoleGrant
from hub.services import audit
from hub.services.moderation.kinds import flaggable_kinds
from hub.services.moderation.labels import FLAGGED
from hub.services.moderation.models import TEXT_LIMIT, Flag, Ground
from hub.services.moderation.notifying import RAISED
from hub.services.moderation.queries import has_open_flags, looks_after
from hub.services.notifications import notify


def flaggable_card(session: DbSession, reader: Actor, ref: Ref) -> Card:
    """The thing that somebody is about to flag. Raises NotFound: missing, hidden, or nothing that can be flagged."""
    found = registry.cards(session, [ref], reader).get(ref) if ref.kind in flaggable_kinds() else None
    if found is None:
        raise NotFound(f"{ref.kind} {ref.id}")
    return found


def flag(actor: Actor, ref: Ref, ground: str, text: str) -> Flag:
    """Raises NotFound, Invalid (ground, text), or Conflict while the actor's own flag on the thing is open."""
    guard(actor, Permission.MODERATION_FLAG_CREATE)
    card = flaggable_card(db.session, actor, ref)
    said = text.strip()
    _check(ground, said)
    is_first = not has_open_flags(db.session, ref)
    raised = Flag(ref_kind=ref.kind, ref_id=ref.id, flagged_by_id=actor.person_id or 0, ground=ground, text=said)
    if not add_unless_there(db.session, raised):
        raise Conflict(gettext("You have reported this already: the moderators will look at it."))
    audit.record(db.session, actor, FLAGGED, ref, ground=ground)
    if is_first:
        told = _moderators(ref) - {actor.person_id or 0}
        notify(db.session, RAISED, told, ref, None, title=card.title, address=f"/moderation/flags/{raised.id}")
    commit()
    return raised


def _check(ground: str, text: str) -> None:
    messages = {}
    if ground not in set(Ground):
        messages["ground"] = gettext("Choose a reason.")
    if ground == Ground.OTHER and not text:
        messages["text"] = gettext("Say what is wrong.")
    if len(text) > TEXT_LIMIT:
        messages["text"] = gettext("At most %(count)s characters.", count=TEXT_LIMIT)
    if messages:
        raise Invalid(messages)


def _moderators(ref: Ref) -> set[int]:
    """Who looks after the thing."""
    roles = (Role.ADMINISTRATOR, Role.FOCAL_POINT, Role.ORGANISER)
    held = db.session.scalars(select(RoleGrant.person_id).where(RoleGrant.role.in_(roles)).distinct()).all()
    people = actors_of(db.session, held)
    return {person_id for person_id, person in people.items() if looks_after(db.session, person, ref)}
