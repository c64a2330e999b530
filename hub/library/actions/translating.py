"""Write a record's text in another language, beside the source."""

from collections.abc import Collection, Mapping

from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.errors import NotFound
from hub.core.locale import LANGUAGES
from hub.library.actions.editing import Saved
from hub.library.actions.saving import save_version
from hub.library.content.content import Value
from hub.library.content.merging import merge
from hub.library.content.translation import translate
from hub.library.queries.records import content_of, find_to_change, latest_content


def translate_record(
    actor: Actor,
    record_id: int,
    language: str,
    texts: Mapping[str, Value],
    *,
    base: int,
    confirmed: Collection[str] = (),
) -> Saved:
    """Save a translation's fields; `confirmed`: stale fields that the translator read again and found right. Commits."""
    record = find_to_change(db.session, actor, record_id)
    guard(actor, Permission.LIBRARY_RECORD_EDIT, record)
    if language not in LANGUAGES or language == record.source_language:
        raise NotFound(f"translation {language} of record {record_id}")
    latest = latest_content(db.session, record)
    merged = merge(content_of(db.session, record, base), latest, texts, language)
    if merged.clashes:
        return Saved(record, merged.clashes)
    content = translate(latest, language, merged.accepted, confirmed)
    if content == latest:
        return Saved(record, {})
    save_version(actor, record, content)
    commit()
    return Saved(record, {}, has_changed=True)
