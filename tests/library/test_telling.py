"""Who is told what about records."""

from sqlalchemy import select

from hub.core.access import Actor
from hub.core.db import db
from hub.core.registry import Ref
from hub.library.actions.editing import edit_record
from hub.library.actions.publishing import publish, return_to_draft, submit
from hub.library.actions.translating import translate_record
from hub.library.models import Record
from hub.network.demo import DemoPeople
from hub.services.jobs import Job
from hub.services.notifications import Level, Notification, watch
from tests.factories import library
from tests.factories.network import person


def told(people: DemoPeople) -> set[tuple[str, str]]:
    """Who was told since the last look, and what."""
    names = {actor.person_id: name for name, actor in people.items()}
    rows = db.session.execute(select(Notification.person_id, Notification.kind)).all()
    db.session.query(Notification).delete()
    return {(names[row.person_id], row.kind.removeprefix("library.")) for row in rows}


def edit(actor: Actor, record: Record, summary: str, *, is_minor: bool = False) -> None:
    edit_record(actor, record.id, {"summary": summary}, base=record.latest_version, is_minor=is_minor)


def test_a_record_on_its_way_to_publication(people: DemoPeople) -> None:
    owner = people["member.oriental"]
    record = library.draft(owner)
    submit(owner, record.id)
    waiting = {("admin", "submitted"), ("organiser", "submitted"), ("focal.oriental", "submitted")}
    assert told(people) == waiting
    return_to_draft(people["organiser"], record.id, "La source manque.")
    assert told(people) == {("member.oriental", "returned")}
    submit(owner, record.id)
    assert told(people) == waiting
    publish(people["organiser"], record.id, record.latest_version)
    assert told(people) == {("member.oriental", "published")}
    edit(owner, record, "Trois cents personnes.")
    assert told(people) == waiting, "a newer version waits"
    edit(owner, record, "Trois cent dix personnes.")
    assert told(people) == set(), "they know"


def test_what_one_publisher_has_done_the_others_need_not_read(people: DemoPeople) -> None:
    record = library.submitted(people["member.oriental"])
    assert person("admin").unread_notifications == person("focal.oriental").unread_notifications == 1
    publish(people["organiser"], record.id, record.latest_version)
    db.session.expire_all()
    assert person("admin").unread_notifications == person("focal.oriental").unread_notifications == 0


def test_who_translated_is_told_when_the_original_changes(people: DemoPeople) -> None:
    record = library.published(people)
    translate_record(people["admin"], record.id, "ar", {"summary": "مئتا شخص."}, base=record.latest_version)
    told(people)
    edit(people["organiser"], record, "Deux cent personnes.", is_minor=True)
    assert told(people) == set()
    edit(people["organiser"], record, "Trois cents personnes.")
    assert told(people) == {("admin", "stale")}
    edit(people["organiser"], record, "Quatre cents personnes.")
    assert told(people) == set(), "it is stale already"


def test_who_watches_hears_of_a_newer_text_and_the_writer_does_not_wait(people: DemoPeople) -> None:
    record = library.published(people)
    edit(people["organiser"], record, "Trois cents personnes.")
    assert db.session.scalars(select(Job.kind).where(Job.kind == "notifications.fan_out")).all() == [], "nobody watches"
    watch(people["partner"], Ref("practice", record.id), Level.ALL)
    edit(people["organiser"], record, "Quatre cents personnes.")
    (job,) = db.session.scalars(select(Job).where(Job.kind == "notifications.fan_out"))
    assert job.payload["kind"] == "library.updated"
