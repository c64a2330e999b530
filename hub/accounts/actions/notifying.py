"""How a person wants to be told: by which way each kind, when the digest, what is watched."""

from collections.abc import Mapping

from hub.accounts.actions.settings import own
from hub.core.access import Actor
from hub.core.db import commit, db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.services.notifications import Channel, Frequency, Rhythm, choose_channels, choose_rhythm, kinds


def change_notifications(actor: Actor, channels: Mapping[str, str], *, frequency: str, hour: str, weekday: str) -> None:
    """`channels`: by kind; kinds that are not named stay as they are. Raises Invalid (channels, frequency, hour,
    weekday)."""
    person = own(actor)
    messages = {}
    if not all(name in kinds() and value in kinds()[name].channels for name, value in channels.items()):
        messages["channels"] = gettext("Choose one of the list.")
    if frequency not in set(Frequency):
        messages["frequency"] = gettext("Choose one of the list.")
    for name, value, most in (("hour", hour, 23), ("weekday", weekday, 6)):
        if value not in {str(number) for number in range(most + 1)}:
            messages[name] = gettext("Choose one of the list.")
    if messages:
        raise Invalid(messages)
    choose_channels(db.session, person.id, {kind: Channel(channel) for kind, channel in channels.items()})
    choose_rhythm(db.session, person.id, Rhythm(Frequency(frequency), int(hour), int(weekday)))
    commit()
