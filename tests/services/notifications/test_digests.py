"""Digests: who gets one, what stands in it, and that it comes once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from hub.core import clock
from hub.core.db import db
from hub.core.registry import Ref
from hub.network.demo import DemoPeople
from hub.services.jobs import enqueue
from hub.services.mail import Mail, MailAddress
from hub.services.notifications import (
    Channel,
    Frequency,
    Notification,
    Rhythm,
    choose_channels,
    choose_rhythm,
    digests,
    mark_all_read,
    notify,
)
from hub.services.notifications.models import Digest
from tests.factories.forum import make_category, make_topic
from tests.factories.network import person

pytestmark = pytest.mark.usefixtures("greeting")

Work = Callable[[], list[Mail]]
EVENING = datetime(2026, 11, 23, 20, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 7, 5, tzinfo=UTC)


def tell(people: DemoPeople, to: str, ref: Ref | None = None, at: datetime = EVENING, **data: str | int) -> None:
    with clock.frozen(at):
        notify(
            db.session, "test.greeting", [people[to].person_id or 0], ref or Ref("anything", 1), people["admin"], **data
        )


def digests_at(moment: datetime, work: Work) -> list[Mail]:
    """The digests that are kept after the hourly job ran then."""
    with clock.frozen(moment):
        enqueue(db.session, digests.PLAN, {"slot": moment.isoformat()})
        return [mail for mail in work() if mail.kind == "notifications.digest"]


def test_it_comes_at_the_readers_hour_once_and_not_again_without_news(people: DemoPeople, work: Work) -> None:
    tell(people, "partner", word="first")
    tell(people, "partner", word="second")
    assert digests_at(MORNING - timedelta(hours=1), work) == []
    (digest,) = digests_at(MORNING, work)
    assert (digest.to, digest.language) == ("partner@demo.example", "en")
    assert digest.subject == "2 new things for you on the Regions Network"
    assert digest.unsubscribe
    for hours in (0, 1, 5, 24):
        assert len(digests_at(MORNING + timedelta(hours=hours), work)) == 1
    tell(people, "partner", at=MORNING + timedelta(hours=30), word="third")
    assert len(digests_at(MORNING + timedelta(hours=48), work)) == 2


def test_two_jobs_for_the_same_people_write_one_digest(people: DemoPeople, work: Work) -> None:
    tell(people, "partner")
    payload = {"day": "2026-11-24", "until": MORNING.isoformat(), "people": [people["partner"].person_id]}
    with clock.frozen(MORNING):
        for _ in range(2):
            enqueue(db.session, digests.WRITE, payload)
        assert len(work()) == 1
    assert db.session.scalars(select(Digest.entries)).all() == [1]


def test_what_was_read_or_mailed_or_is_not_wanted_is_not_in_it(people: DemoPeople, work: Work) -> None:
    tell(people, "central")
    mark_all_read(db.session, people["central"].person_id or 0)
    choose_channels(db.session, people["partner"].person_id or 0, {"test.greeting": Channel.IMMEDIATE})
    tell(people, "partner")
    choose_rhythm(db.session, people["organiser"].person_id or 0, Rhythm(Frequency.NEVER, 7, 0))
    tell(people, "organiser")
    db.session.add(MailAddress(address="focal.tanger@demo.example", hard_bounces=3, suspended_at=EVENING))
    db.session.flush()
    tell(people, "focal.tanger")
    tell(people, "focal.oriental")
    person("focal.oriental").suspended_at = EVENING
    tell(people, "member.oriental")
    choose_rhythm(db.session, people["member.oriental"].person_id or 0, Rhythm(Frequency.NEVER, 7, 0))
    assert digests_at(MORNING, work) == []
    assert [mail.kind for mail in work()] == ["test.greeting"], "what was asked at once came at once"
    assert person("organiser").unread_notifications == 1, "no mail, but in the inbox"


def test_a_weekly_digest_waits_for_its_day_and_the_zone_counts(people: DemoPeople, work: Work) -> None:
    choose_rhythm(db.session, people["partner"].person_id or 0, Rhythm(Frequency.WEEKLY, 7, 2))
    person("central").zone = "Asia/Kathmandu"
    tell(people, "partner")
    tell(people, "central")
    assert [mail.to for mail in digests_at(datetime(2026, 11, 24, 1, 15, tzinfo=UTC), work)] == ["central@demo.example"]
    assert len(digests_at(MORNING, work)) == 1, "a Tuesday"
    assert len(digests_at(MORNING + timedelta(days=1), work)) == 2


def test_it_is_grouped_in_the_readers_language_and_leads_to_where_reading_begins(
    people: DemoPeople, work: Work
) -> None:
    make_category()
    topic = make_topic(people["admin"], title="Guichet unique")
    for number in (2, 3):
        ref = Ref("topic", topic)
        tell(
            people,
            "focal.souss-massa",
            ref,
            number=number,
            address=f"/forum/topics/{topic}?post={number}#post-{number}",
        )
    tell(people, "focal.souss-massa", Ref("anything", 9), title="Autre chose")
    (digest,) = digests_at(MORNING, work)
    assert digest.language == "ar"
    assert '<html lang="ar" dir="rtl">' in digest.html
    assert digest.body.count("Guichet unique") == 1, "two replies are one line"
    assert "?post=2#post-2" in digest.body
    assert "?post=3#post-3" not in digest.body
    assert digest.body.index("Autre chose") < digest.body.index("Guichet unique"), "the newest first"


def test_a_title_hidden_meanwhile_is_never_shown(people: DemoPeople, work: Work) -> None:
    category = make_category()
    hidden = make_topic(people["admin"], title="Secret")
    tell(people, "partner", Ref("topic", hidden))
    tell(people, "central", Ref("topic", hidden))
    tell(people, "central", Ref("anything", 1), title="Ouvert")
    category.audience = "region:02"
    (digest,) = digests_at(MORNING, work)
    assert digest.to == "central@demo.example", "who has nothing else to read gets none"
    assert "Secret" not in digest.body + digest.html
    assert digests_at(MORNING + timedelta(days=1), work) == [digest], "it does not wait for ever"
    waiting = select(Notification.id).where(Notification.mail == "digest")
    assert db.session.scalars(waiting).all() == []
