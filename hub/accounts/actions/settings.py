"""A person's own settings, one form each."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hub.core.access import Actor, Permission, guard
from hub.core.clock import UnknownZone, zone
from hub.core.db import commit, db
from hub.core.errors import Invalid
from hub.core.locale import LANGUAGES, gettext
from hub.core.registry import Ref
from hub.network.addresses import HANDLE
from hub.network.models import Organisation, Person
from hub.services import audit

THEME_MODES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Profile:
    name: str
    handle: str
    job_title: str
    presentation: str
    organisation_id: int | None


def own(actor: Actor) -> Person:
    """The actor's own row."""
    guard(actor, Permission.ACCOUNTS_SELF_EDIT)
    return db.session.get_one(Person, actor.person_id)


def change_profile(actor: Actor, profile: Profile) -> None:
    """Raises Invalid (name, handle, organisation)."""
    person = own(actor)
    handle = profile.handle.strip().lower().removeprefix("@")
    _check_profile(person, profile, handle)
    person.name = profile.name.strip()
    person.handle = handle
    person.job_title = profile.job_title.strip()
    person.presentation = profile.presentation.strip()
    person.organisation_id = profile.organisation_id
    audit.record(db.session, actor, "accounts.profile.changed", Ref("person", person.id))
    try:
        commit()
    except IntegrityError as error:
        db.session.rollback()
        raise Invalid({"handle": gettext("Somebody has this handle already.")}) from error


def change_language(actor: Actor, language: str, zone_name: str, theme_mode: str) -> None:
    """Raises Invalid (language, zone, theme_mode)."""
    person = own(actor)
    messages = {}
    if language not in LANGUAGES:
        messages["language"] = gettext("Choose a language of the list.")
    if theme_mode not in THEME_MODES:
        messages["theme_mode"] = gettext("Choose one of the list.")
    if not _is_zone(zone_name):
        messages["zone"] = gettext("Choose a time zone of the list, for instance Africa/Casablanca.")
    if messages:
        raise Invalid(messages)
    person.language, person.zone, person.theme_mode = language, zone_name.strip(), theme_mode
    commit()


def change_directory(actor: Actor, *, in_directory: bool, shows_email: bool) -> None:
    """Consent to be found by the other members; withdrawn as easily as given."""
    person = own(actor)
    person.in_directory, person.shows_email = in_directory, shows_email and in_directory
    audit.record(
        db.session,
        actor,
        "accounts.directory.changed",
        Ref("person", person.id),
        in_directory=person.in_directory,
        shows_email=person.shows_email,
    )
    commit()


def _check_profile(person: Person, profile: Profile, handle: str) -> None:
    messages = {}
    if not profile.name.strip():
        messages["name"] = gettext("Enter your name.")
    if not HANDLE.match(handle):
        messages["handle"] = gettext("Use small Latin letters, digits and hyphens, 2 to 40 characters.")
    elif db.session.scalar(select(Person.id).where(Person.handle == handle, Person.id != person.id)):
        messages["handle"] = gettext("Somebody has this handle already.")
    if profile.organisation_id and db.session.get(Organisation, profile.organisation_id) is None:
        messages["organisation"] = gettext("Choose an organisation of the list.")
    if messages:
        raise Invalid(messages)


def _is_zone(name: str) -> bool:
    try:
        zone(name.strip())
    except UnknownZone:
        return False
    return "/" in name or name.strip() == "UTC"
