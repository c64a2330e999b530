"""What a guest's calendar has to be told now. Pure: it compares what it was told last with what holds, so that a job done
twice, late, or after several changes at once tells the truth once."""

from dataclasses import dataclass
from enum import StrEnum

from hub.events.models import REMOVED, AnsweredBy, EventStatus, RegistrationStatus

COMING = frozenset({RegistrationStatus.INVITED.value, RegistrationStatus.REGISTERED.value})
HELD = COMING | {RegistrationStatus.WAITING.value}
"""States in which the event stands in the guest's calendar, once it was told of them."""

GONE = frozenset({RegistrationStatus.DECLINED.value, RegistrationStatus.CANCELLED.value})


class Due(StrEnum):
    """NOTICE: a mail without calendar object. The guest's own program made the answer and shows it."""

    REQUEST = "request"
    CANCEL = "cancel"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Guesthood:
    """One guest and one event. `sequence`: of the event; `shift`, `mailed_status`, `mailed_sequence`: see Registration."""

    event_status: str
    sequence: int
    status: str
    answered_by: str = AnsweredBy.PAGE.value
    shift: int = 0
    mailed_status: str = ""
    mailed_sequence: int = -1

    @property
    def is_in_calendar(self) -> bool:
        return self.mailed_status in HELD


@dataclass(frozen=True, slots=True)
class Message:
    """`sequence`: SEQUENCE of the object; `shift` and `mailed_status`: what to remember once the mail is written."""

    due: Due
    sequence: int
    shift: int
    mailed_status: str


def message_due(guest: Guesthood) -> Message | None:
    """None: the calendar knows all.

    A seat withdrawn or given again alone raises the guest's own SEQUENCE (RFC 5546 section 2.1.4), never the event's: the
    public calendar and all the others have nothing to learn from it.
    """
    if guest.event_status == EventStatus.CANCELLED:
        return _cancel(guest, guest.shift) if guest.is_in_calendar else None
    if guest.event_status != EventStatus.PUBLISHED:
        return None
    if guest.status in GONE:
        return _goodbye(guest)
    if guest.status == RegistrationStatus.WAITING and not guest.is_in_calendar:
        return None
    shift = guest.shift + (guest.mailed_status == REMOVED)
    sequence = guest.sequence + shift
    if guest.status == guest.mailed_status and sequence <= guest.mailed_sequence:
        return None
    return Message(Due.REQUEST, sequence, shift, guest.status)


def _goodbye(guest: Guesthood) -> Message | None:
    if not guest.is_in_calendar:
        return None
    if guest.answered_by == AnsweredBy.MAIL:
        if guest.mailed_status == RegistrationStatus.INVITED:
            return None
        return Message(Due.NOTICE, guest.mailed_sequence, guest.shift, guest.status)
    return _cancel(guest, guest.shift + 1)


def _cancel(guest: Guesthood, shift: int) -> Message:
    return Message(Due.CANCEL, guest.sequence + shift, shift, REMOVED)
