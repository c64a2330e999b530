"""Keeps the documents in step with the content: by itself on every flush, in the transaction of the row."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from hub.core.db import DbSession
from hub.core.registry import ContentKind, Ref, registry

from .documents import documents_of, key_of
from .storing import forget, insert_documents, lock

_PENDING = "search_changes"


def index_rows(session: DbSession, rows: Iterable[tuple[ContentKind, Any]]) -> None:
    """Replace the documents of these things, each with its kind."""
    found = list(rows)
    refs = sorted({Ref(kind.name, key_of(row)) for kind, row in found})
    lock(session, refs)
    forget(session, refs)
    insert_documents(session, documents_of(session, found))


def reindex(session: DbSession, refs: Iterable[Ref]) -> None:
    """The same by reference: for who changes what belongs to a thing past its own rows (its files)."""
    rows = ((registry.kinds[ref.kind], ref.id) for ref in refs if ref.kind in registry.kinds)
    found = [(kind, session.get(kind.model, key)) for kind, key in rows if kind.search_entry]
    index_rows(session, [(kind, row) for kind, row in found if row is not None])


@dataclass
class _Changes:
    """What one flush did to searchable things: those to index anew, those gone, those that lost a row they are made of."""

    changed: dict[Ref, tuple[ContentKind, Any]] = field(default_factory=dict)
    gone: list[Ref] = field(default_factory=list)
    shrunk: list[Any] = field(default_factory=list)


@event.listens_for(Session, "after_flush")
def _note(session: Session, _context: UOWTransaction) -> None:
    kinds = {kind.model: kind for kind in registry.kinds.values() if kind.search_entry}
    owners = {model: owner for kind in kinds.values() for model, owner in kind.search_owners.items()}
    changes: _Changes = session.info.setdefault(_PENDING, _Changes())
    for row in session.deleted:
        if kind := kinds.get(type(row)):
            changes.gone.append(Ref(kind.name, key_of(row)))
    for row in (*session.new, *session.dirty, *session.deleted):
        owner = owners.get(type(row))
        subject = owner(row) if owner else row
        kind = kinds.get(type(subject))
        if kind is None or subject in session.deleted:
            continue
        changes.changed[Ref(kind.name, key_of(subject))] = (kind, subject)
        if owner and row in session.deleted:
            changes.shrunk.append(subject)


@event.listens_for(Session, "after_flush_postexec")
def _follow(session: Session, _context: UOWTransaction) -> None:
    """Every flush that writes a searchable thing writes its documents too, in the same transaction."""
    changes: _Changes | None = session.info.pop(_PENDING, None)
    if changes is None:
        return
    for subject in changes.shrunk:
        session.expire(subject, [relation.key for relation in inspect(subject).mapper.relationships])
    if changes.gone:
        forget(session, changes.gone)
    if changes.changed:
        index_rows(session, changes.changed.values())
