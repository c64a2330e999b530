"""The hub's own addresses that carry something: where replies go, where mail that could not be delivered comes back to.

`reply+topic.12.7.<signature>@domain` is for the conversation of topic 12 and for person 7 alone; it holds for ever, or until
the person asks for new ones. `bounce+99.<signature>@domain` is the envelope sender of mail 99 (VERP), so that a bounce says
by where it arrives which mail failed.
"""

import re
from dataclasses import dataclass

from sqlalchemy import select

from hub.core.db import DbSession, add_unless_there
from hub.core.mail_settings import MailSettings
from hub.core.registry import Ref
from hub.services.mail.models import ReplyKey
from hub.services.mail.signing import is_signed, signature

_REPLY = re.compile(
    r"reply\+(?P<kind>[a-z_]{1,24})\.(?P<id>\d{1,10})\.(?P<person>\d{1,10})\.(?P<signature>[a-z2-7]+)@(?P<domain>.+)"
)
_BOUNCE = re.compile(r"bounce\+(?P<mail>\d{1,10})\.(?P<signature>[a-z2-7]+)@(?P<domain>.+)")


@dataclass(frozen=True, slots=True)
class ReplyAddress:
    """`is_valid`: False when it is forged, or was ended by the person."""

    ref: Ref
    person_id: int
    is_valid: bool


def reply_address(session: DbSession, settings: MailSettings, ref: Ref, person_id: int) -> str:
    """'' when no mail comes in here."""
    if not settings.reply_domain:
        return ""
    signed = signature("reply", ref.kind, ref.id, person_id, _number(session, person_id))
    return f"reply+{ref.kind}.{ref.id}.{person_id}.{signed}@{settings.reply_domain}"


def read_reply_address(session: DbSession, settings: MailSettings, address: str) -> ReplyAddress | None:
    """None when it does not look like one of this hub's."""
    found = _REPLY.fullmatch(address.strip().lower())
    if found is None or found["domain"] != settings.reply_domain:
        return None
    ref, person_id = Ref(found["kind"], int(found["id"])), int(found["person"])
    number = _number(session, person_id)
    return ReplyAddress(ref, person_id, is_signed(found["signature"], "reply", ref.kind, ref.id, person_id, number))


def end_reply_addresses(session: DbSession, person_id: int) -> None:
    """Every reply address given to the person so far is dead (not committed)."""
    key = session.get(ReplyKey, person_id, with_for_update=True)
    if key is not None or not add_unless_there(session, ReplyKey(person_id=person_id, number=1)):
        session.get_one(ReplyKey, person_id, with_for_update=True).number += 1


def bounce_address(settings: MailSettings, mail_id: int) -> str:
    """The hub's mailbox itself when no mail comes in here."""
    if not settings.reply_domain:
        return settings.sender.address
    return f"bounce+{mail_id}.{signature('bounce', mail_id)}@{settings.reply_domain}"


def read_bounce_address(settings: MailSettings, address: str) -> int | None:
    """The mail's number; None when it is no such address, or a forged one."""
    found = _BOUNCE.fullmatch(address.strip().lower())
    if found is None or found["domain"] != settings.reply_domain:
        return None
    mail_id = int(found["mail"])
    return mail_id if is_signed(found["signature"], "bounce", mail_id) else None


def _number(session: DbSession, person_id: int) -> int:
    return session.scalar(select(ReplyKey.number).where(ReplyKey.person_id == person_id)) or 0
