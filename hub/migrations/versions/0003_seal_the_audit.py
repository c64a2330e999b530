"""Seal the audit: numbers, hashes and commitments for its entries, a head for the chain, and a database that refuses to
change what was written.

Revision 0003, after 0002.
"""

import hashlib
import json
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ENTRY = sa.table(
    "audit_entry",
    sa.column("id", sa.Integer()),
    sa.column("data", sa.JSON()),
    sa.column("salt", sa.String()),
    sa.column("data_hash", sa.String()),
)

SQLITE_UP = (
    """CREATE TRIGGER audit_entry_insert BEFORE INSERT ON audit_entry
        WHEN new.number IS NOT NULL OR new.hash IS NOT NULL OR EXISTS (SELECT 1 FROM audit_entry WHERE id = new.id)
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END""",
    """CREATE TRIGGER audit_entry_update BEFORE UPDATE ON audit_entry
        WHEN NOT (new.id IS old.id
            AND new.action IS old.action
            AND new.actor_id IS old.actor_id
            AND new.actor_role IS old.actor_role
            AND new.ref_kind IS old.ref_kind
            AND new.ref_id IS old.ref_id
            AND new.data_hash IS old.data_hash
            AND new.created_at IS old.created_at AND (
        (old.number IS NULL AND new.number IS NOT NULL AND new.hash IS NOT NULL
            AND new.data IS old.data AND new.salt IS old.salt)
        OR (new.number IS old.number
            AND new.hash IS old.hash AND new.salt IS NULL AND new.data = '{}')
    )) BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END""",
    "CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit "
    "is append-only'); END",
    "CREATE TRIGGER audit_chain_update BEFORE UPDATE ON audit_chain WHEN new.number < old.number BEGIN "
    "SELECT RAISE(ABORT, 'the audit is append-only'); END",
    "CREATE TRIGGER audit_chain_delete BEFORE DELETE ON audit_chain BEGIN SELECT RAISE(ABORT, 'the audit "
    "is append-only'); END",
)
SQLITE_DOWN = (
    "DROP TRIGGER IF EXISTS audit_entry_insert",
    "DROP TRIGGER IF EXISTS audit_entry_update",
    "DROP TRIGGER IF EXISTS audit_entry_delete",
)
POSTGRESQL_UP = (
    """CREATE FUNCTION audit_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'INSERT' THEN
            IF new.number IS NULL AND new.hash IS NULL THEN RETURN new; END IF;
        ELSIF TG_OP = 'UPDATE' THEN
            IF new.id IS NOT DISTINCT FROM old.id
            AND new.action IS NOT DISTINCT FROM old.action
            AND new.actor_id IS NOT DISTINCT FROM old.actor_id
            AND new.actor_role IS NOT DISTINCT FROM old.actor_role
            AND new.ref_kind IS NOT DISTINCT FROM old.ref_kind
            AND new.ref_id IS NOT DISTINCT FROM old.ref_id
            AND new.data_hash IS NOT DISTINCT FROM old.data_hash
            AND new.created_at IS NOT DISTINCT FROM old.created_at AND (
        (old.number IS NULL AND new.number IS NOT NULL AND new.hash IS NOT NULL
            AND new.data::text IS NOT DISTINCT FROM old.data::text AND new.salt IS NOT DISTINCT FROM old.salt)
        OR (new.number IS NOT DISTINCT FROM old.number
            AND new.hash IS NOT DISTINCT FROM old.hash AND new.salt IS NULL AND new.data::text = '{}')
    ) THEN RETURN new; END IF;
        END IF;
        RAISE EXCEPTION 'the audit is append-only';
    END $$""",
    """CREATE TRIGGER audit_entry_rows BEFORE INSERT OR UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_guard()""",
    """CREATE TRIGGER audit_entry_truncate BEFORE TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_guard()""",
    """CREATE FUNCTION audit_chain_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF new.number >= old.number THEN RETURN new; END IF;
        END IF;
        RAISE EXCEPTION 'the audit is append-only';
    END $$""",
    """CREATE TRIGGER audit_chain_rows BEFORE UPDATE OR DELETE ON audit_chain
        FOR EACH ROW EXECUTE FUNCTION audit_chain_guard()""",
    """CREATE TRIGGER audit_chain_truncate BEFORE TRUNCATE ON audit_chain
        FOR EACH STATEMENT EXECUTE FUNCTION audit_chain_guard()""",
)
POSTGRESQL_DOWN = (
    "DROP TRIGGER IF EXISTS audit_entry_rows ON audit_entry",
    "DROP TRIGGER IF EXISTS audit_entry_truncate ON audit_entry",
    "DROP FUNCTION IF EXISTS audit_entry_guard()",
)


def run(sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    for statement in sqlite if op.get_bind().dialect.name == "sqlite" else postgresql:
        op.get_bind().exec_driver_sql(statement)


def commit_to_words() -> None:
    """Entries written before get their commitment; the sealer then takes them in, oldest first."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(ENTRY.c.id, ENTRY.c.data)).all():
        salt = secrets.token_hex(16)
        text = json.dumps({"salt": salt, "data": row.data}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        connection.execute(
            ENTRY.update()
            .where(ENTRY.c.id == row.id)
            .values(salt=salt, data_hash=hashlib.sha256(text.encode()).hexdigest())
        )


def upgrade() -> None:
    op.add_column("audit_entry", sa.Column("actor_role", sa.String(length=16), server_default="", nullable=False))
    op.add_column("audit_entry", sa.Column("salt", sa.String(length=32), nullable=True))
    op.add_column("audit_entry", sa.Column("data_hash", sa.String(length=64), server_default="", nullable=False))
    op.add_column("audit_entry", sa.Column("number", sa.Integer(), nullable=True))
    op.add_column("audit_entry", sa.Column("hash", sa.String(length=64), nullable=True))
    waiting = sa.text("number IS NULL")
    op.create_index("ix_audit_entry_waiting", "audit_entry", ["id"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("ix_audit_entry_number", "audit_entry", ["number"], unique=True)
    op.create_index("ix_audit_entry_created_at", "audit_entry", ["created_at"])
    chain = op.create_table(
        "audit_chain",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("checked_at", sa.DateTime(), nullable=True),
        sa.Column("checked_number", sa.Integer(), nullable=False),
        sa.Column("broken_number", sa.Integer(), nullable=True),
        sa.Column("broken_what", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_chain")),
    )
    op.bulk_insert(chain, [{"id": 1, "number": 0, "hash": "", "checked_number": 0, "broken_what": ""}])
    commit_to_words()
    run(SQLITE_UP, POSTGRESQL_UP)


def downgrade() -> None:
    run(SQLITE_DOWN, POSTGRESQL_DOWN)
    op.drop_table("audit_chain")
    run((), ("DROP FUNCTION IF EXISTS audit_chain_guard()",))
    op.drop_index("ix_audit_entry_created_at", table_name="audit_entry")
    op.drop_index("ix_audit_entry_number", table_name="audit_entry")
    op.drop_index("ix_audit_entry_waiting", table_name="audit_entry")
    for column in ("hash", "number", "data_hash", "salt", "actor_role"):
        op.drop_column("audit_entry", column)
