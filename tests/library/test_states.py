"""States, rights and visibility, as the table in `policy` says."""

import pytest
from sqlalchemy import func, select

from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE, VISITOR, Actor, Permission, may, region_audience
from hub.core.db import db
from hub.core.errors import Conflict, Forbidden, Invalid, NotFound
from hub.core.registry import Ref
from hub.library.actions.discarding import discard
from hub.library.actions.editing import edit_record
from hub.library.actions.presenting import present
from hub.library.actions.publishing import publish, return_to_draft, submit
from hub.library.actions.withdrawing import withdraw
from hub.library.models import Record, RecordVersion
from hub.library.policy import may_discard, may_return, may_submit, may_withdraw
from hub.library.queries.records import find, find_buried
from hub.network.demo import DemoPeople
from hub.services.files import Attachment, FileBlob
from hub.services.links.actions import connect
from hub.services.links.models import Link
from hub.services.search import search
from tests.factories.library import draft, full_draft, published, submitted

OWNER = "member.oriental"
EVERYONE = ("admin", "organiser", "central", "focal.oriental", "focal.souss-massa", OWNER, "partner")


def may_read(actor: Actor, record: Record) -> bool:
    try:
        find(db.session, actor, record.id)
    except NotFound:
        return False
    return True


def who(people: DemoPeople, rule: object) -> set[str]:
    return {name for name in EVERYONE if rule(people[name])}  # type: ignore[operator]


def test_a_draft_is_its_owners(people: DemoPeople) -> None:
    record = draft(people[OWNER])
    assert who(people, lambda actor: may_read(actor, record)) == {OWNER, "admin"}
    assert who(people, lambda actor: may(actor, Permission.LIBRARY_RECORD_EDIT, record)) == {OWNER, "admin"}
    assert who(people, lambda actor: may_submit(actor, record)) == {OWNER, "admin"}
    assert who(people, lambda actor: may(actor, Permission.LIBRARY_RECORD_PUBLISH, record)) == {"admin"}
    assert not may_read(VISITOR, record)


def test_a_submitted_record_is_read_by_its_region_and_by_publishers(people: DemoPeople) -> None:
    record = submitted(people[OWNER])
    readers = {OWNER, "focal.oriental", "organiser", "admin"}
    assert who(people, lambda actor: may_read(actor, record)) == readers
    assert who(people, lambda actor: may(actor, Permission.LIBRARY_RECORD_EDIT, record)) == readers
    assert who(people, lambda actor: may(actor, Permission.LIBRARY_RECORD_PUBLISH, record)) == {"organiser", "admin"}
    assert who(people, lambda actor: may_return(actor, record)) == {OWNER, "organiser", "admin"}


@pytest.mark.parametrize(
    ("audience", "readers", "is_open"),
    [
        (PUBLIC_AUDIENCE, set(EVERYONE), True),
        (MEMBERS_AUDIENCE, set(EVERYONE), False),
        (region_audience("02"), {OWNER, "focal.oriental", "admin"}, False),
    ],
)
def test_a_published_record_is_read_by_its_audience(
    people: DemoPeople, audience: str, readers: set[str], is_open: bool
) -> None:
    record = published(people, OWNER, audience)
    assert who(people, lambda actor: may_read(actor, record)) == readers
    assert may_read(VISITOR, record) is is_open
    assert who(people, lambda actor: may_withdraw(actor, record)) == {OWNER, "organiser", "admin"}


def test_a_withdrawn_record_leaves_a_tombstone_to_those_who_could_see_it(people: DemoPeople) -> None:
    record = published(people, OWNER, MEMBERS_AUDIENCE)
    withdraw(people[OWNER], record.id, "Remplacée.")
    assert who(people, lambda actor: may_read(actor, record)) == set()
    assert who(people, lambda actor: find_buried(db.session, actor, record.id) is not None) == set(EVERYONE)
    assert find_buried(db.session, VISITOR, record.id) is None
    assert who(people, lambda actor: may(actor, Permission.LIBRARY_RECORD_EDIT, record)) == set()
    publish(people["organiser"], record.id, record.latest_version)
    assert may_read(people["central"], record)
    assert record.withdrawal_reason == ""


def test_withdrawing_needs_a_reason(people: DemoPeople) -> None:
    record = published(people, OWNER)
    with pytest.raises(Invalid) as refused:
        withdraw(people[OWNER], record.id, "  ")
    assert set(refused.value.messages) == {"reason"}


def test_an_incomplete_record_is_not_submitted(people: DemoPeople) -> None:
    record = draft(people[OWNER], contact="", summary="")
    with pytest.raises(Invalid):
        submit(people[OWNER], record.id)
    assert record.status == "draft"


def test_a_full_record_must_be_full(people: DemoPeople) -> None:
    with pytest.raises(Invalid):
        submit(people[OWNER], full_draft(people[OWNER], constraints="").id)
    assert submit(people[OWNER], full_draft(people[OWNER]).id).status == "submitted"


def test_nobody_publishes_by_another_way(people: DemoPeople) -> None:
    record = submitted(people["focal.oriental"])
    for name in ("focal.oriental", OWNER):
        with pytest.raises((Forbidden, NotFound)):
            publish(people[name], record.id, record.latest_version)
    with pytest.raises(NotFound):
        publish(people["partner"], record.id, record.latest_version)


def test_what_was_read_is_what_is_published(people: DemoPeople) -> None:
    record = submitted(people[OWNER])
    read = record.latest_version
    edit_record(people[OWNER], record.id, {"title": "Autre titre"}, base=read, is_minor=False)
    with pytest.raises(Conflict):
        publish(people["organiser"], record.id, read)


def test_a_returned_record_tells_its_author_why(people: DemoPeople) -> None:
    record = submitted(people[OWNER])
    return_to_draft(people["organiser"], record.id, "Ajoutez une source.")
    assert (record.status, record.review_note) == ("draft", "Ajoutez une source.")
    assert submit(people[OWNER], record.id).review_note == ""


def test_a_discarded_draft_leaves_nothing_behind(people: DemoPeople) -> None:
    owner = people[OWNER]
    record, other = draft(owner, title="Zanzibar"), published(people)
    ref = Ref(record.kind, record.id)
    db.session.add(
        Attachment(owner_kind=ref.kind, owner_id=ref.id, sha256="0" * 64, name="a.txt", media_type="text/plain")
    )
    db.session.add(FileBlob(sha256="0" * 64, size=1))
    connect(owner, ref, Ref(other.kind, other.id))
    assert who(people, lambda actor: may_discard(actor, record)) == {OWNER, "admin"}
    assert who(people, lambda actor: may_discard(actor, other)) == set()
    with pytest.raises(NotFound):
        discard(people["organiser"], record.id)
    with pytest.raises(Forbidden):
        discard(people["organiser"], other.id)
    discard(owner, record.id)
    for left in (
        select(func.count()).select_from(Attachment).where(Attachment.owner_id == ref.id),
        select(func.count()).select_from(Link).where(Link.a_id == ref.id, Link.a_kind == ref.kind),
        select(func.count()).select_from(RecordVersion).where(RecordVersion.record_id == ref.id),
        select(func.count()).select_from(Record).where(Record.id == ref.id),
    ):
        assert db.session.scalar(left) == 0
    assert search(db.session, owner, "Zanzibar").hits == ()


def test_an_owner_cannot_address_an_audience_that_is_not_theirs(people: DemoPeople) -> None:
    record = draft(people[OWNER])
    with pytest.raises(Invalid):
        present(people[OWNER], record.id, audience=region_audience("09"), form="snapshot")


def test_a_published_snapshot_becomes_full_only_when_it_is(people: DemoPeople) -> None:
    record = published(people, "organiser")
    with pytest.raises(Invalid):
        present(people["organiser"], record.id, audience=PUBLIC_AUDIENCE, form="full")
