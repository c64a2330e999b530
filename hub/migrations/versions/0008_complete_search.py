"""Index attached files, keep synonyms, what finds nothing, and the words of the index.

Revision 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TRIGGERS = ("search_fts_insert", "search_fts_delete", "search_fts_update")
_INSERT = """
    INSERT INTO search_fts(rowid, title_terms, body_terms, other_terms, marks)
        VALUES (new.id, new.title_terms, new.body_terms, new.other_terms, new.marks);
    INSERT INTO search_fts_titles(rowid, title_words, marks)
        SELECT new.id, new.title_words, new.marks WHERE new.title_words <> '';
"""
_DELETE = """
    INSERT INTO search_fts(search_fts, rowid, title_terms, body_terms, other_terms, marks)
        VALUES ('delete', old.id, old.title_terms, old.body_terms, old.other_terms, old.marks);
    INSERT INTO search_fts_titles(search_fts_titles, rowid, title_words, marks)
        SELECT 'delete', old.id, old.title_words, old.marks WHERE old.title_words <> '';
"""
_CREATE_TRIGGERS = (
    f"CREATE TRIGGER search_fts_insert AFTER INSERT ON search_document BEGIN {_INSERT} END",
    f"CREATE TRIGGER search_fts_delete AFTER DELETE ON search_document BEGIN {_DELETE} END",
    "CREATE TRIGGER search_fts_update AFTER UPDATE OF title_terms, body_terms, other_terms, marks, title_words "
    f"ON search_document BEGIN {_DELETE} {_INSERT} END",
)
_THING = ["kind", "ref_id", "language"]
_OLD_UNIQUE = "uq_search_document_kind_ref_id_language"
_NEW_UNIQUE = "uq_search_document_kind_ref_id_language_attachment_id_page"


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        _drop_triggers()
    with op.batch_alter_table("search_document") as batch:
        batch.add_column(sa.Column("day", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("attachment_id", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("page", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("audience", sa.String(length=40), nullable=False, server_default=""))
        batch.drop_constraint(_OLD_UNIQUE, type_="unique")
        batch.create_unique_constraint(_NEW_UNIQUE, [*_THING, "attachment_id", "page"])
    op.execute(
        "UPDATE search_document SET day = CAST(julianday(moment) - 2440587.5 AS INTEGER)"
        if is_sqlite
        else "UPDATE search_document SET day = floor(extract(epoch FROM moment) / 86400)"
    )
    op.create_index(
        "ix_search_document_version",
        "search_document",
        ["analyser_version", "kind", "ref_id"],
    )
    if is_sqlite:
        _create_triggers()
    op.create_table(
        "search_synonyms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fr", sa.String(length=300), nullable=False),
        sa.Column("ar", sa.String(length=300), nullable=False),
        sa.Column("en", sa.String(length=300), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_synonyms")),
    )
    op.create_table(
        "search_miss",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("query", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "query", name=op.f("pk_search_miss")),
    )
    op.create_table(
        "search_word",
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_word")),
    )
    op.create_index(op.f("ix_search_word_length"), "search_word", ["length"])


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.drop_table("search_word")
    op.drop_table("search_miss")
    op.drop_table("search_synonyms")
    op.execute("DELETE FROM loaded_data WHERE name = 'reference:synonyms'")
    op.execute("DELETE FROM search_document WHERE attachment_id <> 0")
    op.drop_index("ix_search_document_version", table_name="search_document")
    if is_sqlite:
        _drop_triggers()
    with op.batch_alter_table("search_document") as batch:
        batch.drop_constraint(_NEW_UNIQUE, type_="unique")
        batch.create_unique_constraint(_OLD_UNIQUE, _THING)
        batch.drop_column("audience")
        batch.drop_column("page")
        batch.drop_column("attachment_id")
        batch.drop_column("day")
    if is_sqlite:
        _create_triggers()


def _drop_triggers() -> None:
    """SQLite makes the table anew to change it: its triggers go with it, and must not fire meanwhile. Rows keep their
    number, so the full text stays right."""
    for name in _TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")


def _create_triggers() -> None:
    for statement in _CREATE_TRIGGERS:
        op.get_bind().exec_driver_sql(statement)
