"""Overdue actions: their owner is told the day after, then once a week until the action ends."""

from datetime import timedelta

from sqlalchemy import select

from hub.core import clock
from hub.core.db import db
from hub.core.locale import speaking
from hub.decisions.actions import follow_action
from hub.decisions.notifications import OVERDUE
from hub.decisions.overdue import remind_owners
from hub.network.demo import DemoPeople
from hub.services.notifications import Notification
from tests.factories.decisions import action, decision


def test_the_owner_is_told_weekly_until_it_is_done(people: DemoPeople) -> None:
    owner, due = people["focal.oriental"], clock.today() + timedelta(days=3)
    kept = decision(people["organiser"], action(owner_id=owner.person_id, due_on=due), action(due_on=due))
    begin = clock.utcnow()

    def times_told(days: int) -> int:
        """After the daily job of that many days later."""
        with clock.frozen(begin + timedelta(days=days, minutes=days)):
            remind_owners(db.session, {})
            db.session.commit()
        return len(db.session.scalars(select(Notification.id).where(Notification.kind == OVERDUE.name)).all())

    assert [times_told(days) for days in (3, 4, 5, 10, 11, 12)] == [0, 1, 1, 1, 2, 2]
    told = db.session.scalars(select(Notification).where(Notification.kind == OVERDUE.name)).first()
    assert told is not None
    assert told.person_id == owner.person_id
    with speaking("en"):
        assert OVERDUE.sentence({**told.data, "title": "Write"}).startswith("Your action is overdue since ")
    follow_action(owner, kept.actions[0].id, "C’est fait.", "done", "fr")
    assert times_told(30) == 2
