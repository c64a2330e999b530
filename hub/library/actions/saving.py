"""The one way a record's content changes: a new version, and, when it is to be seen, the rows that pages read."""

from hub.core.access import Actor
from hub.core.clock import utcnow
from hub.core.db import db
from hub.core.registry import Ref
from hub.library.content.content import Content, facts_to_json, texts_to_json, to_json
from hub.library.cooking import cook, excerpt, texts
from hub.library.models import Record, RecordEdition, RecordVersion
from hub.library.policy import may_publish
from hub.services import links


def save_version(
    actor: Actor,
    record: Record,
    content: Content,
    *,
    note: str = "",
    is_minor: bool = False,
    restored_from: int | None = None,
) -> RecordVersion:
    """Add a version (the caller commits). On a published record it is shown at once only when the actor may publish and no
    other unpublished version lies between."""
    shown_at_once = not record.is_published or (may_publish(actor, record) and not record.has_waiting_version)
    version = RecordVersion(
        record_id=record.id,
        number=record.latest_version + 1,
        content=to_json(content),
        author_id=actor.person_id,
        note=note,
        is_minor=is_minor,
        restored_from=restored_from,
    )
    db.session.add(version)
    record.latest_version = version.number
    record.changed_at = utcnow()
    if shown_at_once:
        show(actor, record, content, version)
    return version


def show(actor: Actor, record: Record, content: Content, version: RecordVersion) -> None:
    """Spread a version over the rows that lists and pages read; on a published record that publishes the version."""
    record.form = content.form.value
    record.source_language = content.source_language
    record.facts = facts_to_json(content.facts)
    record.maturity = content.facts.maturity
    record.place_in(content.themes, content.regions)
    seen = [text for edition in record.editions for text in texts(edition.cooked)] if record.is_published else []
    existing = {edition.language: edition for edition in record.editions}
    record.editions = [
        existing.get(language) or RecordEdition(language=language)
        for language, edition in sorted(content.editions.items())
        if edition.texts or language == content.source_language
    ]
    for row in record.editions:
        edition = content.editions[row.language]
        row.title = edition.text("title")
        row.excerpt = excerpt(edition.text("summary"))
        row.texts = texts_to_json(edition.texts)
        row.cooked = cook(edition.texts, row.language)
        row.made_from = dict(edition.made_from)
    record.shown_version = version.number
    if record.is_published:
        version.published_at = utcnow()
        shown = [text for edition in record.editions for text in texts(edition.cooked)]
        links.mention(db.session, actor, Ref(record.kind, record.id), shown, seen)
