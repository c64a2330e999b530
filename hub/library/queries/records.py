"""One record, found through what the reader may see."""

from typing import Any

from sqlalchemy import exists, select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.library.content.content import Content, Edition, facts_from_json, from_json, texts_from_json
from hub.library.content.fields import Form, RecordKind
from hub.library.models import Record, RecordVersion
from hub.library.visibility import buried_for, visible_to
from hub.services.files import Attachment


def find(session: DbSession, reader: Actor, record_id: int) -> Record:
    """Raises NotFound. For reading; an action uses `find_to_change`."""
    record = session.scalar(select(Record).where(Record.id == record_id, visible_to(reader)))
    if record is None:
        raise NotFound(f"record {record_id}")
    return record


def find_to_change(session: DbSession, reader: Actor, record_id: int) -> Record:
    """The same, withdrawn ones included, locked until the transaction ends: two editors come one after the other."""
    seen = visible_to(reader) | buried_for(reader)
    record = session.scalar(select(Record).where(Record.id == record_id, seen).with_for_update(of=Record))
    if record is None:
        raise NotFound(f"record {record_id}")
    return record


def find_buried(session: DbSession, reader: Actor, record_id: int) -> Record | None:
    """A withdrawn record that the reader could see before."""
    return session.scalar(select(Record).where(Record.id == record_id, buried_for(reader)))


def shown_content(record: Record) -> Content:
    """What the record's rows hold: the text that is shown. Loads the editions."""
    return Content(
        kind=RecordKind(record.kind),
        source_language=record.source_language,
        form=Form(record.form),
        facts=facts_from_json(record.facts),
        themes=tuple(record.theme_codes),
        regions=tuple(record.region_codes),
        editions={
            edition.language: Edition(texts_from_json(edition.texts), edition.made_from) for edition in record.editions
        },
    )


def content_of(session: DbSession, record: Record, number: int) -> Content:
    """The content of one version. Raises NotFound."""
    document: Any = session.scalar(
        select(RecordVersion.content).where(RecordVersion.record_id == record.id, RecordVersion.number == number)
    )
    if document is None:
        raise NotFound(f"version {number} of record {record.id}")
    return from_json(document)


def latest_content(session: DbSession, record: Record) -> Content:
    """What an editor works on: the newest version, published or not."""
    return content_of(session, record, record.latest_version)


def has_file(session: DbSession, record: Record) -> bool:
    """Whether anything is attached."""
    attached = exists().where(Attachment.owner_kind == record.kind, Attachment.owner_id == record.id)
    return bool(session.scalar(select(attached)))
