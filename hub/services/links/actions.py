"""Tie two things together, untie them."""

from sqlalchemy import delete, or_, select

from hub.core.access import Actor, Permission, guard
from hub.core.db import DbSession, add_unless_there, commit, db
from hub.core.errors import Invalid, NotFound
from hub.core.locale import gettext
from hub.core.registry import Ref, registry
from hub.services.links.models import Link

RELATED = "related"


def connect(actor: Actor, one: Ref, other: Ref, relation: str = RELATED) -> Link:
    """Link two things that the actor sees, and commit. Linking again what is linked changes nothing.

    Raises Invalid (field `address`) when the other end is missing, hidden or the thing itself.
    """
    guard(actor, Permission.LINKS_LINK_EDIT)
    found = registry.cards(db.session, {one, other}, actor)
    if one not in found:
        raise NotFound(f"{one.kind} {one.id}")
    if other not in found or not registry.kinds[other.kind].is_linkable:
        raise Invalid({"address": gettext("Nothing that can be linked was found at this address.")})
    if one == other:
        raise Invalid({"address": gettext("A page cannot be linked with itself.")})
    link = _existing(one, other, relation)
    if link is None:
        add_unless_there(db.session, Link.tie(one, other, relation, actor.person_id))
        link = _existing(one, other, relation)
    commit()
    if link is None:
        raise NotFound(f"{one.kind} {one.id}")
    return link


def disconnect(actor: Actor, link_id: int) -> None:
    """Remove a link and commit. A link of which the actor sees neither end is not found."""
    link = db.session.get(Link, link_id)
    if link is None or not registry.cards(db.session, link.ends, actor):
        raise NotFound(f"link {link_id}")
    guard(actor, Permission.LINKS_LINK_EDIT, link)
    db.session.delete(link)
    commit()


def untie(session: DbSession, end: Ref) -> None:
    """Remove every link of a thing that is going (the caller commits)."""
    session.execute(
        delete(Link)
        .where(
            or_((Link.a_kind == end.kind) & (Link.a_id == end.id), (Link.b_kind == end.kind) & (Link.b_id == end.id))
        )
        .execution_options(synchronize_session=False)
    )


def _existing(one: Ref, other: Ref, relation: str) -> Link | None:
    return db.session.scalar(select(Link).where(Link.between(one, other), Link.relation == relation))
