"""Edit a record's source text and facts, one section at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.library.actions.saving import save_version
from hub.library.content.content import Content, Value
from hub.library.content.merging import merge
from hub.library.content.translation import edit_source, stale_fields
from hub.library.models import Record
from hub.library.notifications import tell_stale, tell_submitted, tell_updated
from hub.library.queries.records import content_of, find_to_change, latest_content


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an edit. `clashes`: fields that somebody else changed too, with their value; then nothing of the
    actor's was written, and `record.latest_version` is what to compare with next."""

    record: Record
    clashes: Mapping[str, Value]
    has_changed: bool = False


def edit_record(
    actor: Actor, record_id: int, values: Mapping[str, Value], *, base: int, is_minor: bool, note: str = ""
) -> Saved:
    """Save the fields of a form that showed version `base`. Commits. What others changed meanwhile in other fields stays."""
    record = find_to_change(db.session, actor, record_id)
    guard(actor, Permission.LIBRARY_RECORD_EDIT, record)
    latest = latest_content(db.session, record)
    merged = merge(content_of(db.session, record, base), latest, values)
    if merged.clashes or not merged.accepted:
        return Saved(record, merged.clashes)
    content = edit_source(latest, merged.accepted, is_minor=is_minor)
    waited = record.has_waiting_version
    save_version(actor, record, content, note=note, is_minor=is_minor)
    _tell(actor, record, waited=waited, is_minor=is_minor)
    tell_stale(record, actor, _freshly_stale(latest, content))
    commit()
    return Saved(record, {}, has_changed=True)


def _tell(actor: Actor, record: Record, *, waited: bool, is_minor: bool) -> None:
    """Of a published record: its watchers when the new text is shown, once those who publish when it waits for them."""
    if record.has_waiting_version:
        if not waited:
            tell_submitted(record, actor)
    elif record.is_published and not is_minor:
        tell_updated(record, actor)


def _freshly_stale(before: Content, after: Content) -> set[str]:
    """Languages in which a field no longer follows its source and did before."""
    return {code for code in after.editions if stale_fields(after, code) - stale_fields(before, code)}
