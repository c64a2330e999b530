"""The one place that decides who is told what, by which way, and why. Pure: plain values in, a decision out.

The rules, the first that applies wins:

1. Nobody is told of an act of their own, nor of what they may not see.
2. A kind that the person switched off is off, whatever they watch and whoever writes.
3. A level chosen for the thing itself counts; without one, the level chosen for its container.
4. A kind that is *personal* (a mention, a question to my region, an action given to me) passes every level. Of a muted
   thing it is told in the inbox only: nothing that is addressed to somebody is lost, and no mail leaves a muted thing.
   Were it told by mail, "mute" would be "only what is addressed to me".
5. Every other kind is told to those concerned (the author of the topic) unless they chose "only what is addressed to me"
   or "mute" for the thing or its container, and to those who watch everything there.
6. By mail as the person chose for the kind, else as the kind's default; in the inbox alone when the digest is switched
   off or the address is suspended because mails came back.
"""

from dataclasses import dataclass
from enum import StrEnum

from hub.services.notifications.choices import Channel, Frequency, Level


class Delivery(StrEnum):
    """What happens by mail. `DIGESTED`: has been in a digest; a decision never says that, only a row."""

    NONE = "none"
    DIGEST = "digest"
    IMMEDIATE = "immediate"
    DIGESTED = "digested"


class Why(StrEnum):
    """Why somebody is told, or is not."""

    ADDRESSED = "addressed"
    WATCHES = "watches"
    WATCHES_AROUND = "watches_around"
    OWN_ACT = "own_act"
    HIDDEN = "hidden"
    SWITCHED_OFF = "switched_off"
    MUTED = "muted"
    ADDRESSED_ONLY = "addressed_only"
    NOT_CONCERNED = "not_concerned"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one person and one event.

    `default`: the kind's channel; `chosen`: the person's own for it. `is_addressed`: named by the act as somebody it
    concerns, not found among the watchers. `thing` and `around`: levels chosen for the thing and for its container.
    """

    default: Channel
    chosen: Channel | None = None
    is_personal: bool = False
    is_addressed: bool = True
    thing: Level | None = None
    around: Level | None = None
    digest: Frequency = Frequency.DAILY
    has_address: bool = True
    is_own_act: bool = False
    may_see: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """`is_told`: in the inbox. `mail`: never without the inbox."""

    is_told: bool
    mail: Delivery
    why: Why


def resolve(standing: Standing) -> Decision:
    channel = standing.chosen or standing.default
    level = standing.thing or standing.around
    if standing.is_own_act:
        return _untold(Why.OWN_ACT)
    if not standing.may_see:
        return _untold(Why.HIDDEN)
    if channel is Channel.OFF:
        return _untold(Why.SWITCHED_OFF)
    if standing.is_personal and standing.is_addressed:
        mail = Delivery.NONE if level is Level.MUTE else _mail(channel, standing)
        return Decision(True, mail, Why.ADDRESSED)
    if level is Level.MUTE:
        return _untold(Why.MUTED)
    if level is Level.MENTIONS:
        return _untold(Why.ADDRESSED_ONLY)
    if standing.is_addressed:
        return Decision(True, _mail(channel, standing), Why.ADDRESSED)
    if level is None:
        return _untold(Why.NOT_CONCERNED)
    return Decision(True, _mail(channel, standing), Why.WATCHES if standing.thing else Why.WATCHES_AROUND)


def _untold(why: Why) -> Decision:
    return Decision(False, Delivery.NONE, why)


def _mail(channel: Channel, standing: Standing) -> Delivery:
    if not standing.has_address:
        return Delivery.NONE
    match channel:
        case Channel.IMMEDIATE:
            return Delivery.IMMEDIATE
        case Channel.DIGEST if standing.digest is not Frequency.NEVER:
            return Delivery.DIGEST
    return Delivery.NONE
