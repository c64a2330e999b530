"""Telling people, and the counter that follows."""

from collections.abc import Iterator

import pytest

from hub.core.access import Actor
from hub.core.db import db
from hub.core.locale import lazy_gettext
from hub.core.registry import Ref
from hub.network.demo import DemoPeople
from hub.services.notifications import Channel, NotificationKind, choose_channels, mark_all_read, notify, register_kind
from hub.services.notifications.kinds import _kinds
from tests.factories.network import person

KIND = "test.greeting"


@pytest.fixture(autouse=True)
def greeting() -> Iterator[None]:
    register_kind(NotificationKind(KIND, lazy_gettext("Greetings"), lambda told: str(told["actor"])))
    yield
    _kinds.pop(KIND)


def test_the_actor_the_suspended_and_who_switched_the_kind_off_are_not_told(people: DemoPeople) -> None:
    choose_channels(db.session, people["partner"].person_id or 0, {KIND: Channel.OFF})
    person("organiser").suspended_at = person("organiser").created_at
    db.session.flush()
    ids = [people[who].person_id or 0 for who in ("admin", "partner", "organiser", "central", "central")]
    assert notify(db.session, KIND, ids, Ref("anything", 1), people["admin"]) == 1
    assert notify(db.session, KIND, [], Ref("anything", 1), people["admin"]) == 0


def test_an_unregistered_kind_is_refused(people: DemoPeople) -> None:
    with pytest.raises(KeyError):
        notify(db.session, "test.unknown", [1], Ref("anything", 1), people["admin"])


def test_the_counter_says_what_a_count_would(people: DemoPeople) -> None:
    reader: Actor = people["partner"]
    for _ in range(3):
        notify(db.session, KIND, [reader.person_id or 0], Ref("anything", 1), people["admin"])
    db.session.commit()
    assert person("partner").unread_notifications == 3
    mark_all_read(db.session, reader.person_id or 0)
    db.session.commit()
    assert person("partner").unread_notifications == 0
