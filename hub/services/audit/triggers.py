"""Append-only, enforced by the database: also against a mistake in a console or a script.

Made with the tables (`metadata.create_all`) and by a migration that holds the same words. A migration that rebuilds
`audit_entry` on SQLite (batch mode) loses its triggers and makes them again. Names begin with `audit_`.
"""

from typing import Any

from sqlalchemy import Connection, Table, event, insert

from hub.services.audit.models import AuditChain, AuditEntry

_REFUSAL = "the audit is append-only"
_FIXED = ("id", "action", "actor_id", "actor_role", "ref_kind", "ref_id", "data_hash", "created_at")


def _same(columns: tuple[str, ...], equal: str) -> str:
    return "\n            AND ".join(f"new.{column} {equal} old.{column}" for column in columns)


def _allowed(equal: str, data: str) -> str:
    """SQL: what an UPDATE may do. `equal`: the dialect's comparison that takes NULL; `data`: the words of `data`."""
    new, old = data.format("new"), data.format("old")
    return f"""{_same(_FIXED, equal)} AND (
        (old.number IS NULL AND new.number IS NOT NULL AND new.hash IS NOT NULL
            AND {new} {equal} {old} AND {_same(("salt",), equal)})
        OR ({_same(("number", "hash"), equal)} AND new.salt IS NULL AND {new} = '{{}}')
    )"""


_SQLITE_ABORT = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
_SQLITE_ENTRY = (
    f"""CREATE TRIGGER audit_entry_insert BEFORE INSERT ON audit_entry
        WHEN new.number IS NOT NULL OR new.hash IS NOT NULL OR EXISTS (SELECT 1 FROM audit_entry WHERE id = new.id)
        {_SQLITE_ABORT}""",  # noqa: S608 - our own words
    f"""CREATE TRIGGER audit_entry_update BEFORE UPDATE ON audit_entry
        WHEN NOT ({_allowed("IS", "{}.data")}) {_SQLITE_ABORT}""",
    f"CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit_entry {_SQLITE_ABORT}",
)
_SQLITE_CHAIN = (
    f"CREATE TRIGGER audit_chain_update BEFORE UPDATE ON audit_chain WHEN new.number < old.number {_SQLITE_ABORT}",
    f"CREATE TRIGGER audit_chain_delete BEFORE DELETE ON audit_chain {_SQLITE_ABORT}",
)

_POSTGRESQL_ENTRY = (
    f"""CREATE FUNCTION audit_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'INSERT' THEN
            IF new.number IS NULL AND new.hash IS NULL THEN RETURN new; END IF;
        ELSIF TG_OP = 'UPDATE' THEN
            IF {_allowed("IS NOT DISTINCT FROM", "{}.data::text")} THEN RETURN new; END IF;
        END IF;
        RAISE EXCEPTION '{_REFUSAL}';
    END $$""",
    """CREATE TRIGGER audit_entry_rows BEFORE INSERT OR UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_guard()""",
    """CREATE TRIGGER audit_entry_truncate BEFORE TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_guard()""",
)
_POSTGRESQL_CHAIN = (
    f"""CREATE FUNCTION audit_chain_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF new.number >= old.number THEN RETURN new; END IF;
        END IF;
        RAISE EXCEPTION '{_REFUSAL}';
    END $$""",
    """CREATE TRIGGER audit_chain_rows BEFORE UPDATE OR DELETE ON audit_chain
        FOR EACH ROW EXECUTE FUNCTION audit_chain_guard()""",
    """CREATE TRIGGER audit_chain_truncate BEFORE TRUNCATE ON audit_chain
        FOR EACH STATEMENT EXECUTE FUNCTION audit_chain_guard()""",
)


def _run(connection: Connection, sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    for statement in sqlite if connection.dialect.name == "sqlite" else postgresql:
        connection.exec_driver_sql(statement)


@event.listens_for(AuditEntry.__table__, "after_create")
def _guard_entries(_table: Table, connection: Connection, **_options: Any) -> None:
    _run(connection, _SQLITE_ENTRY, _POSTGRESQL_ENTRY)


@event.listens_for(AuditChain.__table__, "after_create")
def _guard_chain(_table: Table, connection: Connection, **_options: Any) -> None:
    connection.execute(insert(AuditChain).values(id=1, number=0, hash="", checked_number=0, broken_what=""))
    _run(connection, _SQLITE_CHAIN, _POSTGRESQL_CHAIN)


@event.listens_for(AuditEntry.__table__, "after_drop")
def _forget_entry_guard(_table: Table, connection: Connection, **_options: Any) -> None:
    _run(connection, (), ("DROP FUNCTION IF EXISTS audit_entry_guard()",))


@event.listens_for(AuditChain.__table__, "after_drop")
def _forget_chain_guard(_table: Table, connection: Connection, **_options: Any) -> None:
    _run(connection, (), ("DROP FUNCTION IF EXISTS audit_chain_guard()",))
