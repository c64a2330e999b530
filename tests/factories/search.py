"""Content kinds of their own for tests of search: notes with an audience, and replies that belong to a note."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, ClassVar

import pytest
from sqlalchemy import JSON, ColumnElement, ForeignKey, delete, exists, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from hub.core.access import Actor, audience_visible
from hub.core.db import DbSession, UtcDateTime, db
from hub.core.locale import lazy_gettext
from hub.core.registry import Card, ContentKind, Ref, SearchEntry, SearchPart, registry
from hub.services.search import SearchDocument


class TestBase(DeclarativeBase):
    """Apart from the hub's own tables, so that migrations need not know these."""

    __test__ = False
    type_annotation_map: ClassVar = {datetime: UtcDateTime, list[str]: JSON}


class Note(TestBase):
    __tablename__ = "test_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="fr")
    audience: Mapped[str] = mapped_column(default="public")
    regions: Mapped[list[str]] = mapped_column(default=list)
    themes: Mapped[list[str]] = mapped_column(default=list)
    moment: Mapped[datetime | None]
    is_found: Mapped[bool] = mapped_column(default=True)
    translations: Mapped[list["Translation"]] = relationship(back_populates="note", cascade="all, delete-orphan")


class Translation(TestBase):
    __tablename__ = "test_translation"

    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("test_note.id"))
    language: Mapped[str]
    title: Mapped[str]
    body: Mapped[str] = mapped_column(default="")
    note: Mapped[Note] = relationship(back_populates="translations")


class Reply(TestBase):
    __tablename__ = "test_reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("test_note.id"))
    body: Mapped[str]
    language: Mapped[str] = mapped_column(default="fr")
    note: Mapped[Note] = relationship()


def note_visible(reader: Actor) -> ColumnElement[bool]:
    return audience_visible(Note.audience, reader)


def reply_visible(reader: Actor) -> ColumnElement[bool]:
    return exists(select(Note.id).where(Note.id == Reply.note_id, note_visible(reader)))


def note_entry(note: Note) -> SearchEntry | None:
    if not note.is_found:
        return None
    parts = [SearchPart(note.language, note.title, note.body)]
    parts += [SearchPart(one.language, one.title, one.body) for one in note.translations]
    return SearchEntry(tuple(parts), tuple(note.regions), tuple(note.themes), note.moment)


def reply_entry(reply: Reply) -> SearchEntry:
    return SearchEntry(
        (SearchPart(reply.language, "", reply.body),),
        subject=Ref("note", reply.note_id),
        address=f"/notes/{reply.note_id}#reply-{reply.id}",
    )


def no_cards(session: DbSession, ids: Iterable[int], reader: Actor) -> dict[int, Card]:
    return {}


def kind(
    name: str, model: type[Any], address: str, visible: Callable[..., Any], entry: Callable[..., Any], **more: Any
) -> ContentKind:
    return ContentKind(
        name=name,
        label=lazy_gettext("Note"),
        plural=lazy_gettext("Notes"),
        model=model,
        address=lambda key: f"{address}{key}",
        visible_to=visible,
        cards=no_cards,
        search_entry=entry,
        **more,
    )


NOTE = kind("note", Note, "/notes/", note_visible, note_entry, search_owners={Translation: lambda row: row.note})
REPLY = kind("reply", Reply, "/replies/", reply_visible, reply_entry)


@contextmanager
def own_kinds(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only these kinds, with their tables in the database of the current application context and an empty index."""
    patch.setattr(registry, "kinds", {"note": NOTE, "reply": REPLY})
    db.session.execute(delete(SearchDocument))
    db.session.commit()
    TestBase.metadata.create_all(db.engine)
    yield
    db.session.rollback()
    TestBase.metadata.drop_all(db.engine)


def write(title: str, body: str = "", **columns: Any) -> Note:
    """A note, committed."""
    note = Note(title=title, body=body, **columns)
    db.session.add(note)
    db.session.commit()
    return note


def reply(note: Note, body: str, **columns: Any) -> Reply:
    """A reply, committed."""
    row = Reply(note_id=note.id, body=body, **columns)
    db.session.add(row)
    db.session.commit()
    return row
