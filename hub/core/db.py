"""The database: base class, column types, transactions. Flask-SQLAlchemy is imported here and nowhere else.

SQLite with SQLAlchemy's defaults loses updates (read, then write, under a deferred lock). So every SQLite transaction is
begun by hand: `BEGIN` while serving a request that only reads, `BEGIN IMMEDIATE` otherwise. Requests that only read may
not write at all: the session refuses.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, Select, TypeDecorator, event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session, UOWTransaction, registry, scoped_session

from hub.core.stale_connections import replace_when_closed

NAMING_CONVENTION = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

DbSession = Session | scoped_session[Any]
"""What functions that are handed a session accept: `db.session` or one of its own."""

AnySelect = Select[*tuple[Any, ...]]
"""A SELECT of any columns."""

_joined: ContextVar[bool] = ContextVar("joined", default=False)
_reading: ContextVar[bool] = ContextVar("reading", default=False)


class WriteWhileReading(RuntimeError):
    """Something tried to write while a GET was being served."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in Python; UTC without zone in the database, the same on SQLite and PostgreSQL."""

    impl = DateTime
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Declarative base of every model."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING_CONVENTION), type_annotation_map={datetime: UtcDateTime}
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


@contextmanager
def reading() -> Iterator[None]:
    """Serve a read: transactions begun inside take no write lock, and a flush raises WriteWhileReading."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def set_reading(value: bool) -> None:
    """The same for a request, whose beginning and end are two functions."""
    _reading.set(value)


def commit() -> None:
    """What an action calls when it is done. Inside `one_transaction` it only flushes."""
    if _joined.get():
        db.session.flush()
    else:
        db.session.commit()


@contextmanager
def one_transaction() -> Iterator[None]:
    """Join several actions: all of them are kept, or none (also when the process is killed half-way). Inside another one
    it joins that one."""
    if _joined.get():
        yield
        db.session.flush()
        return
    token = _joined.set(True)
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _joined.reset(token)


@contextmanager
def side_transaction() -> Iterator[Session]:
    """A short transaction of its own, committed at the end: for what a read leaves behind (a read position)."""
    token = _reading.set(False)
    try:
        with Session(db.engine) as session, session.begin():
            yield session
    finally:
        _reading.reset(token)


def add_unless_there(session: DbSession, row: Base) -> bool:
    """Add and flush a row that others may be adding at this moment. False when a constraint says that it is there: the
    transaction goes on without it."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return False
    return True


@event.listens_for(Engine, "connect")
def _configure_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=5000",
        "foreign_keys=ON",
        "journal_size_limit=67108864",
        "cache_size=-16000",
        "mmap_size=268435456",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


event.listen(Engine, "engine_connect", replace_when_closed)


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if _reading.get() else "BEGIN IMMEDIATE")


@event.listens_for(Session, "before_flush")
def _refuse_flush(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    if _reading.get() and (session.new or session.dirty or session.deleted):
        raise WriteWhileReading("a request that only reads tried to flush changes")


@event.listens_for(Session, "do_orm_execute")
def _refuse_statement(state: ORMExecuteState) -> None:
    if _reading.get() and (state.is_insert or state.is_update or state.is_delete):
        raise WriteWhileReading("a request that only reads tried to write")
