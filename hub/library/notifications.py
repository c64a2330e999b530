"""Who is told what about records."""

from babel import Locale

from hub.core.access import Actor, Role
from hub.core.db import db
from hub.core.locale import LANGUAGES, current_language, gettext, lazy_gettext, listed
from hub.core.registry import Ref
from hub.library.models import Record
from hub.library.queries.translators import translators
from hub.network.queries import holders
from hub.services.notifications import (
    NotificationKind,
    Told,
    Watchable,
    notify,
    notify_watchers,
    register_kind,
    register_watchable,
    settle,
)

AREA = lazy_gettext("Library")
OWNER = lazy_gettext("The record is yours.")

SUBMITTED = NotificationKind(
    name="library.submitted",
    label=lazy_gettext("Records that wait for publication"),
    sentence=lambda told: gettext("%(actor)s submitted “%(title)s”", actor=told["actor"], title=told["title"]),
    why=lazy_gettext("You publish records, or speak for a region of this one."),
    area=AREA,
)
RETURNED = NotificationKind(
    name="library.returned",
    label=lazy_gettext("A record of mine is handed back to me"),
    sentence=lambda told: gettext(
        "%(actor)s handed “%(title)s” back to you, with a note", actor=told["actor"], title=told["title"]
    ),
    why=OWNER,
    area=AREA,
    is_personal=True,
)
PUBLISHED = NotificationKind(
    name="library.published",
    label=lazy_gettext("A record of mine is published"),
    sentence=lambda told: gettext("%(actor)s published “%(title)s”", actor=told["actor"], title=told["title"]),
    why=OWNER,
    area=AREA,
    is_personal=True,
)
UPDATED = NotificationKind(
    name="library.updated",
    label=lazy_gettext("New versions of records that I watch"),
    sentence=lambda told: gettext("“%(title)s” has a new version", title=told["title"]),
    area=AREA,
)
STALE = NotificationKind(
    name="library.stale",
    label=lazy_gettext("My translations of which the original changed"),
    sentence=lambda told: gettext(
        "The original of “%(title)s” changed; to read again: %(languages)s",
        title=told["title"],
        languages=_languages(told),
    ),
    why=lazy_gettext("You worked on this translation."),
    area=AREA,
    is_personal=True,
)
KINDS = (SUBMITTED, RETURNED, PUBLISHED, UPDATED, STALE)
WATCHABLES = (
    Watchable("practice", lazy_gettext("You watch this practice."), lazy_gettext("Tell me of this practice")),
    Watchable("document", lazy_gettext("You watch this document."), lazy_gettext("Tell me of this document")),
)


def register_kinds() -> None:
    for kind in KINDS:
        register_kind(kind)
    for watchable in WATCHABLES:
        register_watchable(watchable)


def tell_submitted(record: Record, actor: Actor) -> None:
    notify(db.session, SUBMITTED.name, _publishers(record), _ref(record), actor)


def tell_returned(record: Record, actor: Actor) -> None:
    settle(db.session, SUBMITTED.name, _ref(record), _publishers(record))
    notify(db.session, RETURNED.name, _owner(record), _ref(record), actor, address=f"/library/{record.id}/state")


def tell_published(record: Record, actor: Actor, *, is_new: bool) -> None:
    """Its owner, for the first time or again; those who watch it, of a newer version. Nobody is asked any more."""
    settle(db.session, SUBMITTED.name, _ref(record), _publishers(record))
    notify(db.session, PUBLISHED.name, _owner(record), _ref(record), actor)
    if not is_new:
        notify_watchers(db.session, UPDATED.name, _ref(record), actor, _owner(record))


def tell_updated(record: Record, actor: Actor) -> None:
    """A newer text is shown at once."""
    notify_watchers(db.session, UPDATED.name, _ref(record), actor)


def tell_stale(record: Record, actor: Actor, languages: set[str]) -> None:
    """Those who worked on translations that no longer follow their original."""
    for person_id, theirs in translators(db.session, record.id, languages).items():
        told = ",".join(sorted(theirs))
        notify(db.session, STALE.name, [person_id], _ref(record), actor, languages=told)


def _publishers(record: Record) -> set[int]:
    """Those who may publish, and the focal points of the record's regions."""
    return holders(db.session, [Role.ADMINISTRATOR, Role.ORGANISER]) | holders(
        db.session, [Role.FOCAL_POINT], record.region_codes
    )


def _owner(record: Record) -> set[int]:
    return {record.owner_id} if record.owner_id is not None else set()


def _ref(record: Record) -> Ref:
    return Ref(record.kind, record.id)


def _languages(told: Told) -> str:
    """Their names in the reader's language."""
    names = Locale.parse(current_language().babel).languages
    return listed(names[code] for code in str(told["languages"]).split(",") if code in LANGUAGES)
