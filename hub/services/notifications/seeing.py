"""Who of many people may see a thing: asked of each kind's `visible_to`, once for those who see the same."""

from collections.abc import Iterable

from sqlalchemy import exists, select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.registry import Ref, registry

Scope = tuple[frozenset[object], frozenset[int]]


def scope_of(reader: Actor) -> Scope:
    """Two people of one scope see the same, but for what is theirs alone (a draft)."""
    return reader.grants, reader.group_ids


def nobody_of(scope_member: Actor) -> Actor:
    """The reader without the person: sees at most what everybody of that scope sees."""
    return Actor(
        person_id=0,
        grants=scope_member.grants,
        group_ids=scope_member.group_ids,
        language=scope_member.language,
        zone=scope_member.zone,
    )


def who_sees(session: DbSession, ref: Ref, readers: Iterable[Actor], *, is_large: bool = False) -> set[int]:
    """Ids of those who may see the thing now; everybody, when its kind does not say who sees it.

    One query for each scope. Those who see nothing by their scope are asked one by one (it may be a thing of their own),
    unless `is_large`: what only its author sees has no audience.
    """
    if ref.kind not in registry.kinds:
        return {reader.person_id for reader in readers if reader.person_id is not None}
    by_scope: dict[Scope, list[Actor]] = {}
    for reader in readers:
        by_scope.setdefault(scope_of(reader), []).append(reader)
    seeing: set[int] = set()
    for members in by_scope.values():
        if _sees(session, ref, nobody_of(members[0])):
            seeing |= _ids(members)
        elif not is_large:
            seeing |= _ids(reader for reader in members if _sees(session, ref, reader))
    return seeing


def _sees(session: DbSession, ref: Ref, reader: Actor) -> bool:
    kind = registry.kinds[ref.kind]
    return bool(session.scalar(select(exists().where(kind.model.id == ref.id, kind.visible_to(reader)))))


def _ids(readers: Iterable[Actor]) -> set[int]:
    return {reader.person_id for reader in readers if reader.person_id is not None}
