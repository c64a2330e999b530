"""Ending mails from the mail itself. What stood in them still stands in the inbox."""

from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.core.locale import gettext
from hub.services.mail import Unsubscription
from hub.services.notifications.choices import Channel, Frequency
from hub.services.notifications.kinds import kinds
from hub.services.notifications.settings import Rhythm, choices_of, choose_channels, choose_rhythm


def _describe_digest(_session: DbSession, _person_id: int, _argument: str) -> str:
    return gettext("The digest no longer comes by mail; everything stands in your inbox.")


def _end_digest(session: DbSession, person_id: int, _argument: str) -> None:
    rhythm = choices_of(session, person_id).rhythm
    choose_rhythm(session, person_id, Rhythm(Frequency.NEVER, rhythm.hour, rhythm.weekday))


def _describe_kind(_session: DbSession, _person_id: int, argument: str) -> str:
    if argument not in kinds():
        raise NotFound(argument)
    return gettext("No longer by mail, only in your inbox: %(kind)s.", kind=str(kinds()[argument].label))


def _end_kind(session: DbSession, person_id: int, argument: str) -> None:
    if argument not in kinds():
        raise NotFound(argument)
    if choices_of(session, person_id).channel(argument) is not Channel.OFF:
        choose_channels(session, person_id, {argument: Channel.SITE})


DIGEST = Unsubscription(_describe_digest, _end_digest)
KIND = Unsubscription(_describe_kind, _end_kind)
