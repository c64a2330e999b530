"""What a guest's calendar is told, and with which SEQUENCE: the whole table."""

from dataclasses import replace

import pytest

from hub.events.invitations.due import Due, Guesthood, message_due

NEW = Guesthood(event_status="published", sequence=3, status="invited")
IN = replace(NEW, status="registered", mailed_status="registered", mailed_sequence=3)
Row = tuple[Guesthood, tuple[Due, int, int, str] | None]
REQUEST, CANCEL, NOTICE = Due.REQUEST, Due.CANCEL, Due.NOTICE

TABLE: dict[str, Row] = {
    "invited": (NEW, (REQUEST, 3, 0, "invited")),
    "told already": (replace(NEW, mailed_status="invited", mailed_sequence=3), None),
    "registered": (replace(NEW, status="registered"), (REQUEST, 3, 0, "registered")),
    "accepted": (replace(NEW, status="registered", mailed_status="invited", mailed_sequence=3), (REQUEST, 3, 0, "registered")),
    "waits from the page": (replace(NEW, status="waiting"), None),
    "accepted, but all seats are taken": (replace(IN, status="waiting", mailed_status="invited"), (REQUEST, 3, 0, "waiting")),
    "moved": (replace(IN, sequence=4), (REQUEST, 4, 0, "registered")),
    "moved twice before the job ran": (replace(IN, sequence=5), (REQUEST, 5, 0, "registered")),
    "title mended": (IN, None),
    "withdrew on the page": (replace(IN, status="cancelled"), (CANCEL, 4, 1, "removed")),
    "withdrew, told already": (replace(IN, status="cancelled", shift=1, mailed_status="removed", mailed_sequence=4), None),
    "withdrew before anything was sent": (replace(NEW, status="cancelled"), None),
    "came back": (replace(IN, shift=1, mailed_status="removed", mailed_sequence=4), (REQUEST, 5, 2, "registered")),
    "came back, then it moved": (replace(IN, sequence=4, shift=2, mailed_sequence=5), (REQUEST, 6, 2, "registered")),
    "declined by mail a seat": (replace(IN, status="cancelled", answered_by="mail"), (NOTICE, 3, 0, "cancelled")),
    "declined by mail an invitation": (replace(IN, status="declined", answered_by="mail", mailed_status="invited"), None),
    "declined on the page": (replace(IN, status="declined", mailed_status="invited"), (CANCEL, 4, 1, "removed")),
    "accepted after declining by mail": (replace(IN, mailed_status="cancelled"), (REQUEST, 3, 0, "registered")),
    "called off": (replace(IN, event_status="cancelled", sequence=4), (CANCEL, 4, 0, "removed")),
    "called off, after coming back": (replace(IN, event_status="cancelled", sequence=4, shift=2), (CANCEL, 6, 2, "removed")),
    "called off, never told": (replace(NEW, event_status="cancelled", sequence=4), None),
    "called off, told": (replace(IN, event_status="cancelled", mailed_status="removed"), None),
    "a draft": (replace(NEW, event_status="draft"), None),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLE)
def test_what_is_due(case: str) -> None:
    guest, expected = TABLE[case]
    message = message_due(guest)
    found = message and (message.due, message.sequence, message.shift, message.mailed_status)
    assert found == expected


@pytest.mark.parametrize("case", TABLE)
def test_after_the_mail_nothing_more_is_due_and_no_sequence_falls(case: str) -> None:
    guest, _ = TABLE[case]
    if (message := message_due(guest)) is None:
        return
    assert message.sequence >= guest.mailed_sequence
    told = replace(guest, shift=message.shift, mailed_status=message.mailed_status, mailed_sequence=message.sequence)
    assert message_due(told) is None
