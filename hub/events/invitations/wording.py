"""What a calendar mail says, in the language spoken."""

from dataclasses import dataclass
from enum import StrEnum

from hub.core.locale import LazyString, gettext, lazy_gettext
from hub.events import wording
from hub.events.invitations.due import Due
from hub.events.models import Event, Registration, RegistrationStatus
from hub.services.mail import isolated

INVITED_WHY = lazy_gettext("You are invited to this event.")
REGISTERED_WHY = lazy_gettext("You registered for this event.")


class News(StrEnum):
    """What made the mail necessary, where the state of the registration alone does not say it."""

    STATE = "state"
    SEAT = "seat"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the mail. `is_code`: read from left to right in every language (hours, addresses)."""

    label: str
    value: str
    href: str = ""
    is_code: bool = False


def why(registration: Registration) -> LazyString:
    return INVITED_WHY if registration.status == RegistrationStatus.INVITED else REGISTERED_WHY


def headline(event: Event, registration: Registration, due: Due, news: News, inviter: str, language: str) -> str:
    """The subject, and the first line."""
    title = isolated(event.title.best(language).text)
    if event.is_cancelled:
        return gettext("%(title)s is cancelled", title=title)
    if due is not Due.REQUEST:
        if registration.mailed_status == RegistrationStatus.INVITED:
            return gettext("You declined the invitation to %(title)s", title=title)
        return gettext("You no longer take part in %(title)s", title=title)
    if registration.status == registration.mailed_status or (news is News.MOVED and not registration.mailed_status):
        return gettext("Time or place of %(title)s changed", title=title)
    match registration.status:
        case RegistrationStatus.INVITED:
            if inviter:
                return gettext("%(actor)s invites you to %(title)s", actor=isolated(inviter), title=title)
            return gettext("You are invited to %(title)s", title=title)
        case RegistrationStatus.WAITING:
            return gettext("You are on the waiting list of %(title)s", title=title)
        case _ if news is News.SEAT:
            return gettext("A seat is free: you are registered for %(title)s", title=title)
        case _:
            return gettext("You are registered for %(title)s", title=title)


def facts(event: Event, *, with_call: bool) -> list[Fact]:
    """When and where, as the event's page has it."""
    found: list[Fact] = []
    schedule = event.schedule
    if schedule is not None:
        found.append(Fact(gettext("When"), wording.days(schedule.first_day, schedule.last_day)))
        if hours := wording.hours(schedule):
            found.append(Fact(gettext("Hours"), f"{hours} ({event.zone})", is_code=True))
        if event.rule is not None:
            found.append(Fact(gettext("Repetition"), wording.repetition(event.rule, schedule.first_day)))
    if event.place:
        found.append(Fact(gettext("Venue"), event.place))
    if event.call_link and with_call:
        found.append(Fact(gettext("Link to the call"), event.call_link, event.call_link, is_code=True))
    if event.is_cancelled and event.cancel_reason:
        found.append(Fact(gettext("Reason"), event.cancel_reason))
    return found


def hint(event: Event, registration: Registration, due: Due, *, takes_answers: bool) -> str:
    """What can be done now; '' when nothing can."""
    if event.is_cancelled:
        return ""
    if due is Due.NOTICE:
        return gettext("You said so by mail. If it was not you, or a mistake, register again on the page of the event.")
    if due is Due.CANCEL and registration.mailed_status == RegistrationStatus.INVITED:
        return gettext("You can still accept on the page of the event.")
    if due is Due.CANCEL:
        return gettext("Your seat is free for somebody else.")
    match registration.status:
        case RegistrationStatus.INVITED if takes_answers:
            return gettext("Answer in your mail program, or on the page of the event: it is the same.")
        case RegistrationStatus.INVITED:
            return gettext("Answer on the page of the event.")
        case RegistrationStatus.WAITING:
            return gettext("When a seat is free, it is yours without another step.")
        case _ if takes_answers:
            return gettext("You can withdraw by declining in your calendar, or on the page of the event.")
        case _:
            return gettext("You can withdraw on the page of the event.")
