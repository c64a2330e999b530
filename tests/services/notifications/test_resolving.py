"""Who is told what, by which way, and why: the table."""

from dataclasses import replace
from itertools import product

import pytest

from hub.services.notifications.choices import Channel, Frequency, Level
from hub.services.notifications.resolving import Decision, Delivery, Standing, Why, resolve

REPLY = Standing(default=Channel.DIGEST)
MENTION = Standing(default=Channel.IMMEDIATE, is_personal=True)
BY_WATCH = replace(REPLY, is_addressed=False)

NONE, DIGEST, IMMEDIATE = Delivery.NONE, Delivery.DIGEST, Delivery.IMMEDIATE


def told(mail: Delivery, why: Why = Why.ADDRESSED) -> Decision:
    return Decision(True, mail, why)


def untold(why: Why) -> Decision:
    return Decision(False, NONE, why)


TABLE = [
    # what the kind says
    ("a reply waits for the digest", REPLY, {}, told(DIGEST)),
    ("a mention goes at once", MENTION, {}, told(IMMEDIATE)),
    # what the person chose for the kind
    ("a reply at once", REPLY, {"chosen": Channel.IMMEDIATE}, told(IMMEDIATE)),
    ("a mention in the digest", MENTION, {"chosen": Channel.DIGEST}, told(DIGEST)),
    ("a mention on the hub only", MENTION, {"chosen": Channel.SITE}, told(NONE)),
    ("a mention switched off", MENTION, {"chosen": Channel.OFF}, untold(Why.SWITCHED_OFF)),
    # how often the digest comes
    ("weekly is a digest", REPLY, {"digest": Frequency.WEEKLY}, told(DIGEST)),
    ("no digest: the inbox alone", REPLY, {"digest": Frequency.NEVER}, told(NONE)),
    ("no digest does not hold back a mention", MENTION, {"digest": Frequency.NEVER}, told(IMMEDIATE)),
    # an address that mails come back from
    ("a suspended address gets no digest", REPLY, {"has_address": False}, told(NONE)),
    ("a suspended address gets no mail", MENTION, {"has_address": False}, told(NONE)),
    # levels, for somebody concerned
    ("an author who watches all", REPLY, {"thing": Level.ALL}, told(DIGEST)),
    ("an author who wants mentions only", REPLY, {"thing": Level.MENTIONS}, untold(Why.ADDRESSED_ONLY)),
    ("an author who muted", REPLY, {"thing": Level.MUTE}, untold(Why.MUTED)),
    ("an author who muted the category", REPLY, {"around": Level.MUTE}, untold(Why.MUTED)),
    ("the thing's own level wins", REPLY, {"around": Level.MUTE, "thing": Level.ALL}, told(DIGEST)),
    ("also when it says less", REPLY, {"around": Level.ALL, "thing": Level.MUTE}, untold(Why.MUTED)),
    # levels, for what is addressed to the person
    ("a mention where only mentions pass", MENTION, {"thing": Level.MENTIONS}, told(IMMEDIATE)),
    ("a mention in a muted topic stays in the inbox", MENTION, {"thing": Level.MUTE}, told(NONE)),
    ("a mention in a muted category stays in the inbox", MENTION, {"around": Level.MUTE}, told(NONE)),
    ("a mention in a topic kept out of the mute", MENTION, {"around": Level.MUTE, "thing": Level.ALL}, told(IMMEDIATE)),
    # watchers
    ("who watches the topic", BY_WATCH, {"thing": Level.ALL}, told(DIGEST, Why.WATCHES)),
    ("who watches the category", BY_WATCH, {"around": Level.ALL}, told(DIGEST, Why.WATCHES_AROUND)),
    ("who watches at once", BY_WATCH, {"thing": Level.ALL, "chosen": Channel.IMMEDIATE}, told(IMMEDIATE, Why.WATCHES)),
    ("a topic muted in a watched category", BY_WATCH, {"around": Level.ALL, "thing": Level.MUTE}, untold(Why.MUTED)),
    ("who watches nothing here", BY_WATCH, {}, untold(Why.NOT_CONCERNED)),
    ("a personal kind is for whom it names", replace(MENTION, is_addressed=False), {}, untold(Why.NOT_CONCERNED)),
]  # fmt: skip


@pytest.mark.parametrize(("standing", "changes", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_table(standing: Standing, changes: dict[str, object], expected: Decision) -> None:
    assert resolve(replace(standing, **changes)) == expected  # type: ignore[arg-type]


def every_standing() -> list[Standing]:
    """Each combination of what the rules look at."""
    levels, flags = (None, *Level), (True, False)
    return [
        Standing(*values)
        for values in product(
            (Channel.DIGEST, Channel.IMMEDIATE), (None, *Channel), flags, flags, levels, levels, Frequency, flags, flags, flags
        )
    ]  # fmt: skip


def test_what_holds_over_everything() -> None:
    for standing in every_standing():
        decision = resolve(standing)
        mails = decision.mail is not Delivery.NONE
        assert not (mails and not decision.is_told), standing
        assert not (decision.is_told and standing.is_own_act), standing
        assert not (decision.is_told and not standing.may_see), standing
        assert not (decision.is_told and standing.chosen is Channel.OFF), standing
        assert not (mails and Level.MUTE is (standing.thing or standing.around)), standing
        assert not (mails and (standing.chosen is Channel.SITE or not standing.has_address)), standing
        assert not (decision.mail is Delivery.DIGEST and standing.digest is Frequency.NEVER), standing
