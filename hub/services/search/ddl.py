"""The full-text indexes beside `search_document`: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

Triggers keep them in step with the table, in the transaction of the row. They are no models: a migration calls
`create_index_ddl` and `drop_index_ddl`, and `metadata.create_all` does the same. All names begin with `search_fts`.
"""

from typing import Any

from sqlalchemy import Connection, Table, event

from .models import SearchDocument

_COLUMNS = "title_terms, body_terms, other_terms, marks"
_CHANGED = f"UPDATE OF {_COLUMNS}, title_words"
_TOKENIZER = 'tokenize = "unicode61 remove_diacritics 0", columnsize = 0'

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

_SQLITE_CREATE = (
    "CREATE VIRTUAL TABLE search_fts USING fts5("
    f"{_COLUMNS}, content = 'search_document', content_rowid = 'id', {_TOKENIZER})",
    "CREATE VIRTUAL TABLE search_fts_titles USING fts5("
    f"title_words, marks, content = 'search_document', content_rowid = 'id', prefix = '1 2 3 4', {_TOKENIZER})",
    f"CREATE TRIGGER search_fts_insert AFTER INSERT ON search_document BEGIN {_INSERT} END",
    f"CREATE TRIGGER search_fts_delete AFTER DELETE ON search_document BEGIN {_DELETE} END",
    f"CREATE TRIGGER search_fts_update AFTER {_CHANGED} ON search_document BEGIN {_DELETE} {_INSERT} END",
)
_SQLITE_DROP = (
    "DROP TRIGGER IF EXISTS search_fts_insert",
    "DROP TRIGGER IF EXISTS search_fts_delete",
    "DROP TRIGGER IF EXISTS search_fts_update",
    "DROP TABLE IF EXISTS search_fts",
    "DROP TABLE IF EXISTS search_fts_titles",
)

_POSTGRESQL_CREATE = (
    """CREATE TABLE search_fts (
        document_id integer PRIMARY KEY REFERENCES search_document (id) ON DELETE CASCADE,
        terms tsvector NOT NULL,
        title_words tsvector NOT NULL
    )""",
    "CREATE INDEX search_fts_terms ON search_fts USING gin (terms) WITH (fastupdate = off)",
    "CREATE INDEX search_fts_title_words ON search_fts USING gin (title_words) WITH (fastupdate = off)",
    """CREATE FUNCTION search_fts_sync() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO search_fts (document_id, terms, title_words) VALUES (
            new.id,
            to_tsvector('simple', concat_ws(' ', new.marks, new.title_terms, new.body_terms, new.other_terms)),
            to_tsvector('simple', concat_ws(' ', new.marks, new.title_words))
        ) ON CONFLICT (document_id) DO UPDATE SET terms = excluded.terms, title_words = excluded.title_words;
        RETURN NULL;
    END $$""",
    f"""CREATE TRIGGER search_fts_sync AFTER INSERT OR {_CHANGED} ON search_document
        FOR EACH ROW EXECUTE FUNCTION search_fts_sync()""",
)
_POSTGRESQL_DROP = (
    "DROP TRIGGER IF EXISTS search_fts_sync ON search_document",
    "DROP FUNCTION IF EXISTS search_fts_sync()",
    "DROP TABLE IF EXISTS search_fts",
)


def create_index_ddl(connection: Connection) -> None:
    """Make the indexes and triggers; `search_document` exists and is empty."""
    _run(connection, _SQLITE_CREATE, _POSTGRESQL_CREATE)


def drop_index_ddl(connection: Connection) -> None:
    """Remove them, before `search_document` goes."""
    _run(connection, _SQLITE_DROP, _POSTGRESQL_DROP)


def _run(connection: Connection, sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    for statement in sqlite if connection.dialect.name == "sqlite" else postgresql:
        connection.exec_driver_sql(statement)


@event.listens_for(SearchDocument.__table__, "after_create")
def _after_create(_table: Table, connection: Connection, **_options: Any) -> None:
    create_index_ddl(connection)


@event.listens_for(SearchDocument.__table__, "before_drop")
def _before_drop(_table: Table, connection: Connection, **_options: Any) -> None:
    drop_index_ddl(connection)
