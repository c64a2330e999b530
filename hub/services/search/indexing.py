"""Keeps the documents in step with the content: by itself on every flush, in batches after bulk loads."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, event, insert, inspect, select, text, tuple_
from sqlalchemy.orm import Session, UOWTransaction

from hub.core.db import DbSession
from hub.core.registry import ContentKind, Ref, SearchEntry, SearchPart, registry

from .analyser import ANALYSER_VERSION, MARK, analyse, surface, words
from .models import STORED_BODY, SearchDocument

BATCH = 500
INDEXED_BODY = 60_000
INDEXED_TITLE = 500
LONGEST_CODE = 32
_PENDING = "search_changes"

Row = dict[str, Any]


def kind_mark(kind: str) -> str:
    """Index word for documents of a kind of content (whose rights decide)."""
    return f"{MARK}kind{_letters(kind)}"


def subject_mark(kind: str) -> str:
    """Index word for what hits show."""
    return f"{MARK}subject{_letters(kind)}"


def language_mark(code: str) -> str:
    return f"{MARK}lang{_letters(code)}"


def region_mark(code: str) -> str:
    return f"{MARK}region{_letters(code)}"


def theme_mark(code: str) -> str:
    return f"{MARK}theme{_letters(code)}"


def _letters(value: str) -> str:
    return "".join(character for character in value.lower() if character.isalnum())[:LONGEST_CODE]


def index_rows(session: DbSession, rows: Iterable[tuple[ContentKind, Any]]) -> None:
    """Replace the documents of these things, each with its kind."""
    found = list(rows)
    _forget(session, [Ref(kind.name, _key(row)) for kind, row in found])
    _insert(session, [document for kind, row in found for document in documents(kind, row)])


def documents(kind: ContentKind, row: Any) -> Iterator[Row]:
    """The documents of one thing, one a language."""
    entry = kind.search_entry(row) if kind.search_entry else None
    if entry is not None:
        for part in entry.parts:
            yield _document(Ref(kind.name, _key(row)), entry, part, kind.address)


def _document(ref: Ref, entry: SearchEntry, part: SearchPart, address: Callable[[int], str]) -> Row:
    title = analyse(part.title[:INDEXED_TITLE], part.language)
    body = analyse(part.body[:INDEXED_BODY], part.language)
    subject = entry.subject or ref
    marks = [
        kind_mark(ref.kind),
        subject_mark(subject.kind),
        language_mark(part.language),
        *map(region_mark, entry.regions),
        *map(theme_mark, entry.themes),
    ]
    return {
        "kind": ref.kind,
        "ref_id": ref.id,
        "subject_kind": subject.kind,
        "subject_id": subject.id,
        "language": part.language,
        "analyser_version": ANALYSER_VERSION,
        "moment": entry.moment,
        "address": entry.address or address(ref.id),
        "regions": " ".join(entry.regions),
        "themes": " ".join(entry.themes),
        "marks": " ".join(dict.fromkeys(marks)),
        "title": part.title[:INDEXED_TITLE],
        "title_terms": " ".join(title.main),
        "title_words": " ".join(dict.fromkeys(surface(word) for word in words(part.title[:INDEXED_TITLE]))),
        "body_terms": " ".join(body.main),
        "other_terms": " ".join(dict.fromkeys((*title.other, *body.other))),
        "body": " ".join(part.body[:STORED_BODY].split()),
    }


def _key(row: Any) -> int:
    return int(inspect(row).mapper.primary_key_from_instance(row)[0])


def _forget(session: DbSession, refs: Sequence[Ref]) -> None:
    table = SearchDocument.__table__
    for start in range(0, len(refs), BATCH):
        chosen = refs[start : start + BATCH]
        session.execute(delete(table).where(tuple_(table.c.kind, table.c.ref_id).in_(chosen)))  # type: ignore[arg-type]


def _insert(session: DbSession, rows: Sequence[Row]) -> None:
    if rows:
        session.execute(insert(SearchDocument.__table__), rows)  # type: ignore[arg-type]


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
            changes.gone.append(Ref(kind.name, _key(row)))
    for row in (*session.new, *session.dirty, *session.deleted):
        owner = owners.get(type(row))
        subject = owner(row) if owner else row
        kind = kinds.get(type(subject))
        if kind is None or subject in session.deleted:
            continue
        changes.changed[Ref(kind.name, _key(subject))] = (kind, subject)
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
        _forget(session, changes.gone)
    if changes.changed:
        index_rows(session, changes.changed.values())


def rebuild(session: DbSession, kinds: Iterable[str] | None = None, batch: int = BATCH) -> int:
    """Make the documents of whole kinds anew (all when None), for rows that were written past the session. In the
    session's transaction; returns the number of things read."""
    chosen = list(registry.kinds.values()) if kinds is None else [registry.kinds[name] for name in kinds]
    searchable = [kind for kind in chosen if kind.search_entry]
    session.flush()
    table = SearchDocument.__table__
    session.execute(delete(table).where(table.c.kind.in_([kind.name for kind in searchable])))  # type: ignore[arg-type]
    count = sum(_rebuild_kind(session, kind, batch) for kind in searchable)
    optimize(session)
    return count


def rebuild_stale(session: DbSession, batch: int = BATCH) -> int:
    """Make anew the documents that an older analyser left behind, one batch; returns how many things are done."""
    table = SearchDocument.__table__
    stale = session.execute(
        select(table.c.kind, table.c.ref_id).where(table.c.analyser_version != ANALYSER_VERSION).distinct().limit(batch)
    ).all()
    by_kind: dict[str, list[int]] = {}
    for name, key in stale:
        by_kind.setdefault(name, []).append(key)
    for name, ids in by_kind.items():
        _forget(session, [Ref(name, key) for key in ids])
        if name in registry.kinds:
            kind = registry.kinds[name]
            rows = session.scalars(select(kind.model).where(primary_key(kind).in_(ids)))
            _insert(session, [document for row in rows for document in documents(kind, row)])
    return len(stale)


def _rebuild_kind(session: DbSession, kind: ContentKind, batch: int) -> int:
    """Reads through a session of its own on the same connection, so that 200,000 rows do not stay in memory."""
    column = primary_key(kind)
    count, last = 0, 0
    with Session(bind=session.connection(), autoflush=False) as reader:
        while rows := reader.scalars(select(kind.model).where(column > last).order_by(column).limit(batch)).all():
            _insert(session, [document for row in rows for document in documents(kind, row)])
            count, last = count + len(rows), _key(rows[-1])
            reader.expunge_all()
    return count


def primary_key(kind: ContentKind) -> Any:
    """The column that `ref_id` holds."""
    return getattr(kind.model, inspect(kind.model).primary_key[0].key)


def optimize(session: DbSession) -> None:
    """Merge what many inserts left in pieces; SQLite only, PostgreSQL does it by itself."""
    if session.connection().dialect.name == "sqlite":
        for table in ("search_fts", "search_fts_titles"):
            session.execute(text(f"INSERT INTO {table}({table}) VALUES ('optimize')"))  # noqa: S608 - constant names
    else:
        session.execute(text("ANALYZE search_document"))
        session.execute(text("ANALYZE search_fts"))
