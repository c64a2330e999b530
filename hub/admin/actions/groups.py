"""Working groups and who is in them."""

from collections.abc import Mapping

from sqlalchemy import select

from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.errors import Invalid, NotFound
from hub.core.locale import gettext
from hub.core.multilingual import MultilingualText
from hub.core.registry import Ref
from hub.network.models import Group, GroupMembership, Person
from hub.services import audit, live


def make_group(actor: Actor, names: Mapping[str, str], purposes: Mapping[str, str]) -> Group:
    """Raises Invalid (name_fr)."""
    group = Group()
    _fill(actor, group, names, purposes)
    db.session.add(group)
    db.session.flush()
    audit.record(db.session, actor, "admin.group.created", _ref(group), name=names["fr"])
    commit()
    return group


def change_group(actor: Actor, group_id: int, names: Mapping[str, str], purposes: Mapping[str, str]) -> None:
    """Raises NotFound, Invalid (name_fr)."""
    group = _group(group_id)
    _fill(actor, group, names, purposes)
    audit.record(db.session, actor, "admin.group.changed", _ref(group), name=names["fr"])
    commit()


def add_member(actor: Actor, group_id: int, who: str, *, is_facilitator: bool) -> None:
    """`who`: a handle or an email address. Adding a member again sets whether they facilitate. Raises Invalid (who)."""
    guard(actor, Permission.ADMIN_NETWORK_EDIT)
    group = _group(group_id)
    wanted = who.strip().lower().removeprefix("@")
    person = db.session.scalar(
        select(Person).where((Person.handle == wanted) | (Person.email == wanted), Person.erased_at.is_(None))
    )
    if person is None:
        raise Invalid({"who": gettext("Nobody has this handle or address.")})
    db.session.merge(GroupMembership(group_id=group.id, person_id=person.id, is_facilitator=is_facilitator))
    audit.record(db.session, actor, "admin.group.member_added", _ref(group), name=person.name)
    commit()


def remove_member(actor: Actor, group_id: int, person_id: int) -> None:
    """Raises NotFound."""
    guard(actor, Permission.ADMIN_NETWORK_EDIT)
    membership = db.session.get(GroupMembership, (group_id, person_id))
    if membership is None:
        raise NotFound
    db.session.delete(membership)
    live.close_people(db.session, [person_id])
    audit.record(db.session, actor, "admin.group.member_removed", Ref("group", group_id), person=person_id)
    commit()


def _fill(actor: Actor, group: Group, names: Mapping[str, str], purposes: Mapping[str, str]) -> None:
    guard(actor, Permission.ADMIN_NETWORK_EDIT)
    if not names.get("fr", "").strip():
        raise Invalid({"name_fr": gettext("Give the French name.")})
    group.name = MultilingualText({code: text.strip() for code, text in names.items() if text.strip()})
    group.purpose = MultilingualText({code: text.strip() for code, text in purposes.items() if text.strip()})


def _group(group_id: int) -> Group:
    group = db.session.get(Group, group_id)
    if group is None:
        raise NotFound
    return group


def _ref(group: Group) -> Ref:
    return Ref("group", group.id)
