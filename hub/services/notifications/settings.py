"""What a person chose about being told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, select

from hub.core.db import DbSession
from hub.network.models import Person
from hub.services.notifications.choices import Channel, Frequency
from hub.services.notifications.kinds import kinds
from hub.services.notifications.models import (
    DEFAULT_FREQUENCY,
    DEFAULT_HOUR,
    DEFAULT_WEEKDAY,
    DigestRhythm,
    NotificationChannel,
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When the digest comes: `hour` 0 to 23, `weekday` 0 (Monday) to 6, both in the person's zone."""

    frequency: Frequency = DEFAULT_FREQUENCY
    hour: int = DEFAULT_HOUR
    weekday: int = DEFAULT_WEEKDAY


@dataclass(frozen=True, slots=True)
class Choices:
    """`channels`: of the kinds for which the person chose one."""

    rhythm: Rhythm = field(default_factory=Rhythm)
    channels: Mapping[str, Channel] = field(default_factory=dict)

    def channel(self, kind: str) -> Channel:
        return self.channels.get(kind) or kinds()[kind].default


def choices_of(session: DbSession, person_id: int) -> Choices:
    """Two queries."""
    chosen = session.execute(
        select(NotificationChannel.kind, NotificationChannel.channel).where(NotificationChannel.person_id == person_id)
    )
    row = session.get(DigestRhythm, person_id)
    rhythm = Rhythm(Frequency(row.frequency), row.hour, row.weekday) if row else Rhythm()
    return Choices(rhythm, {kind: Channel(channel) for kind, channel in chosen})


def take_turns(session: DbSession, person_id: int) -> None:
    """Two forms of one person sent at once come one after the other, until the transaction ends."""
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))


def choose_rhythm(session: DbSession, person_id: int, rhythm: Rhythm) -> None:
    """Not committed."""
    take_turns(session, person_id)
    session.merge(
        DigestRhythm(person_id=person_id, frequency=rhythm.frequency.value, hour=rhythm.hour, weekday=rhythm.weekday)
    )


def choose_channels(session: DbSession, person_id: int, channels: Mapping[str, Channel]) -> None:
    """Keep a channel for each of some kinds (not committed); the kind's own default is kept as no choice, so that a better
    default reaches those who never chose."""
    take_turns(session, person_id)
    session.execute(
        delete(NotificationChannel)
        .where(NotificationChannel.person_id == person_id, NotificationChannel.kind.in_(sorted(channels)))
        .execution_options(synchronize_session=False)
    )
    session.add_all(
        NotificationChannel(person_id=person_id, kind=name, channel=channel.value)
        for name, channel in channels.items()
        if channel is not kinds()[name].default
    )
