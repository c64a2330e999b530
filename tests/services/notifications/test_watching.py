"""Telling those who watch: by a job, with their levels and rights, each once."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from hub.core.db import db
from hub.core.registry import Ref
from hub.forum.models import Category
from hub.network.demo import DemoPeople
from hub.services.jobs import Job
from hub.services.mail import Mail
from hub.services.notifications import Channel, Level, Notification, choose_channels, fanning_out, watch
from hub.services.notifications.fanning_out import FAN_OUT
from tests.factories.forum import make_category, make_reply, make_topic
from tests.factories.network import person

Work = Callable[[], list[Mail]]


@pytest.fixture
def category(people: DemoPeople) -> Category:
    return make_category()


def told() -> set[tuple[str, str, str]]:
    """Who, what, why; and nothing twice."""
    rows = db.session.execute(select(Notification.person_id, Notification.kind, Notification.why)).all()
    names = {person(name).id: name for name in ("admin", "partner", "central", "organiser", "focal.oriental")}
    assert len({(row.person_id, row.kind) for row in rows}) == len(rows)
    return {(names[row.person_id], row.kind.removeprefix("forum."), row.why) for row in rows}


def test_levels_of_topic_and_category_decide_and_the_writer_only_adds_a_job(
    people: DemoPeople, category: Category, work: Work
) -> None:
    topic = make_topic(people["admin"])
    here, around = Ref("topic", topic), Ref("category", category.id)
    watch(people["partner"], around, Level.ALL)
    watch(people["central"], here, Level.ALL)
    watch(people["organiser"], around, Level.ALL)
    watch(people["organiser"], here, Level.MUTE)
    watch(people["focal.oriental"], around, Level.ALL)
    make_reply(people["focal.oriental"], topic)
    assert told() == {("admin", "reply", "addressed")}, "whom it concerns is told at once"
    assert len(db.session.scalars(select(Job).where(Job.kind == FAN_OUT)).all()) == 1
    work()
    assert told() == {
        ("admin", "reply", "addressed"),
        ("partner", "reply", "watches:category"),
        ("central", "reply", "watches:topic"),
    }


def test_a_new_topic_is_told_to_the_watchers_of_its_category(
    people: DemoPeople, category: Category, work: Work
) -> None:
    watch(people["partner"], Ref("category", category.id), Level.ALL)
    make_topic(people["admin"], source="Bonjour @partner")
    work()
    assert told() == {("partner", "mention", "addressed")}, "one of them is enough"
    db.session.query(Notification).delete()
    make_topic(people["admin"], title="Autre")
    work()
    assert told() == {("partner", "started", "watches:category")}


def test_who_lost_access_before_the_job_runs_is_not_told(people: DemoPeople, category: Category, work: Work) -> None:
    topic = make_topic(people["admin"])
    for name in ("partner", "focal.oriental"):
        watch(people[name], Ref("topic", topic), Level.ALL)
    make_reply(people["organiser"], topic)
    category.audience = "region:02"
    db.session.query(Notification).delete()
    work()
    assert told() == {("focal.oriental", "reply", "watches:topic")}


def test_mute_stops_mails_and_keeps_what_is_addressed_to_me(people: DemoPeople, category: Category, work: Work) -> None:
    topic = make_topic(people["partner"])
    watch(people["partner"], Ref("category", category.id), Level.MUTE)
    make_reply(people["admin"], topic)
    make_reply(people["admin"], topic, "Bonjour @partner")
    assert work() == []
    assert told() == {("partner", "mention", "addressed")}


def test_a_mail_at_once_carries_the_text_unless_the_category_says_otherwise(
    people: DemoPeople, category: Category, work: Work
) -> None:
    topic = make_topic(people["admin"])
    watch(people["partner"], Ref("topic", topic), Level.ALL)
    choose_channels(db.session, person("partner").id, {"forum.reply": Channel.IMMEDIATE})
    make_reply(people["organiser"], topic, "Voici **notre** charte.")
    (mail,) = work()
    assert (mail.to, mail.language, mail.kind) == ("partner@demo.example", "en", "forum.reply")
    assert "Voici **notre** charte." in mail.body
    assert "<strong>notre</strong>" in mail.html
    assert "You watch this topic." in mail.body
    assert mail.unsubscribe
    category.mails_content = False
    make_reply(people["organiser"], topic, "Encore un mot.")
    assert "Encore un mot" not in work()[-1].body


def test_what_was_read_before_the_mail_left_is_not_mailed(people: DemoPeople, category: Category, work: Work) -> None:
    topic = make_topic(people["partner"])
    make_reply(people["admin"], topic, "Bonjour @partner")
    assert person("partner").unread_notifications == 1
    make_reply(people["partner"], topic, "Bonjour.")
    assert person("partner").unread_notifications == 0, "who answers has read"
    assert [mail.to for mail in work()] == []


def test_many_watchers_are_told_by_one_job_after_the_other(
    people: DemoPeople, category: Category, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fanning_out, "BATCH", 2)
    topic = make_topic(people["admin"])
    watchers = ("partner", "central", "organiser", "focal.oriental")
    for name in watchers:
        watch(people[name], Ref("topic", topic), Level.ALL)
    make_reply(people["admin"], topic)
    work()
    assert told() == {(name, "reply", "watches:topic") for name in watchers}
    assert len(db.session.scalars(select(Job).where(Job.kind == FAN_OUT)).all()) == 3
