"""Inviting people by name, region, role and group; what they answer; who is told what, and by how many mails."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select

from hub.core.access import Actor, Role
from hub.core.clock import frozen
from hub.core.db import db
from hub.core.errors import Forbidden, Invalid, NotFound
from hub.events.actions.cancelling import cancel_event
from hub.events.actions.inviting import invite_all, invite_chosen
from hub.events.actions.registering import register, withdraw
from hub.events.actions.saving import edit_event
from hub.events.models import Event, Registration
from hub.events.queries.invitees import Wanted, of_audience
from hub.network.demo import DemoPeople, demo_people
from hub.network.models import Person
from hub.services.audit.models import AuditEntry
from hub.services.mail import Mail
from hub.services.notifications import Channel, Notification, choose_channels
from tests.conftest import Browser
from tests.factories import events as make
from tests.factories.forum import make_group
from tests.factories.jobs import run_jobs

PARTNER = "partner"


@pytest.fixture
def meeting(people: DemoPeople) -> Event:
    everybody_in_directory()
    return make.event(people["organiser"], takes_registrations=True, capacity=2, call_link="https://call.example/a")


def everybody_in_directory() -> None:
    db.session.query(Person).update({Person.in_directory: True})
    db.session.commit()


def one(actor: Actor) -> frozenset[int]:
    return frozenset({actor.person_id or 0})


def status_of(event: Event, actor: Actor) -> str | None:
    found = select(Registration.status).where(Registration.event_id == event.id)
    return db.session.scalar(found.where(Registration.person_id == actor.person_id))


def mails(actor: Actor) -> list[Mail]:
    """What the outbox holds for somebody, after the jobs."""
    run_jobs(db.session)
    return list(db.session.scalars(select(Mail).where(Mail.person_id == actor.person_id).order_by(Mail.id)))


def told(mail: Mail) -> tuple[str, int, str]:
    """METHOD, SEQUENCE and PARTSTAT of what goes to the calendar."""
    calendar = Calendar.from_ical(mail.calendar)
    event = calendar.walk("VEVENT")[0]
    return str(calendar["METHOD"]), event["SEQUENCE"], event["ATTENDEE"].params["PARTSTAT"]


def kinds_told(actor: Actor) -> list[str]:
    found = select(Notification.kind).where(Notification.person_id == actor.person_id).order_by(Notification.id)
    return list(db.session.scalars(found))


def test_an_invitation_is_one_mail_and_one_line_in_the_inbox(people: DemoPeople, meeting: Event) -> None:
    partner = people[PARTNER]
    assert invite_chosen(people["organiser"], meeting.id, one(partner)) == 1
    [mail] = mails(partner)
    assert told(mail) == ("REQUEST", 0, "NEEDS-ACTION")
    assert kinds_told(partner) == ["events.invitation"]
    assert (meeting.registered_count, meeting.waiting_count) == (0, 0)
    assert "call.example" not in mail.calendar + mail.body + mail.html
    assert meeting.uid in mail.calendar.replace("\r\n ", "")
    assert "kind:events.invitation" in mail.unsubscribe
    acts = db.session.scalars(select(AuditEntry.action).where(AuditEntry.action == "events.people.invited"))
    assert list(acts) == ["events.people.invited"]


def test_yes_is_a_seat_with_the_link_and_no_takes_it_away(people: DemoPeople, meeting: Event) -> None:
    partner = people[PARTNER]
    invite_chosen(people["organiser"], meeting.id, one(partner))
    mails(partner)
    assert register(partner, meeting.id).status == "registered"
    accepted = mails(partner)[-1]
    assert told(accepted) == ("REQUEST", 0, "ACCEPTED")
    assert "call.example" in accepted.calendar
    withdraw(partner, meeting.id)
    assert told(mails(partner)[-1]) == ("CANCEL", 1, "DECLINED")
    assert "STATUS:CANCELLED" in mails(partner)[-1].calendar
    register(partner, meeting.id)
    assert told(mails(partner)[-1]) == ("REQUEST", 2, "ACCEPTED")
    assert len(mails(partner)) == 4


def test_a_change_and_a_call_off_are_one_mail_each(people: DemoPeople, meeting: Event) -> None:
    partner, central = people[PARTNER], people["central"]
    register(partner, meeting.id)
    invite_chosen(people["organiser"], meeting.id, one(central))
    assert [len(mails(partner)), len(mails(central))] == [1, 1]
    same = {"takes_registrations": True, "capacity": 2, "call_link": "https://call.example/a"}
    edit_event(people["organiser"], meeting.id, make.draft(**same, description="Other words."), version=1)
    assert [len(mails(partner)), len(mails(central))] == [1, 1], "words alone move no calendar"
    edit_event(people["organiser"], meeting.id, make.draft(**same, place="Berkane"), version=2)
    assert told(mails(partner)[-1]) == ("REQUEST", 1, "ACCEPTED")
    assert told(mails(central)[-1]) == ("REQUEST", 1, "NEEDS-ACTION")
    cancel_event(people["organiser"], meeting.id, "Salle prise.")
    assert told(mails(partner)[-1])[:2] == told(mails(central)[-1])[:2] == ("CANCEL", 2)
    assert "Salle prise." in mails(partner)[-1].body
    assert [len(mails(partner)), len(mails(central))] == [3, 3]
    assert kinds_told(partner) == ["events.moved", "events.cancelled"]


def test_who_chose_no_calendar_mail_gets_the_usual_notice(people: DemoPeople, meeting: Event) -> None:
    partner = people[PARTNER]
    choose_channels(db.session, partner.person_id or 0, {"events.invitation": Channel.SITE})
    db.session.commit()
    register(partner, meeting.id)
    assert mails(partner) == []
    cancel_event(people["organiser"], meeting.id, "Salle prise.")
    assert [(mail.kind, mail.calendar) for mail in mails(partner)] == [("events.cancelled", "")]


def test_a_seat_after_waiting_is_one_mail(people: DemoPeople, meeting: Event) -> None:
    for who in ("central", "admin", PARTNER):
        register(people[who], meeting.id)
    assert mails(people[PARTNER]) == []
    withdraw(people["central"], meeting.id)
    [mail] = mails(people[PARTNER])
    assert told(mail) == ("REQUEST", 0, "ACCEPTED")
    assert kinds_told(people[PARTNER]) == ["events.seat"]


def test_a_job_done_twice_or_late_tells_once_what_holds(people: DemoPeople, meeting: Event) -> None:
    partner = people[PARTNER]
    register(partner, meeting.id)
    withdraw(partner, meeting.id)
    assert mails(partner) == [], "nothing had reached the calendar"
    register(partner, meeting.id)
    first = mails(partner)
    edit_event(people["organiser"], meeting.id, make.draft(takes_registrations=True, place="Berkane"), version=1)
    edit_event(people["organiser"], meeting.id, make.draft(takes_registrations=True, place="Nador"), version=2)
    second = mails(partner)
    assert (len(first), len(second), told(second[-1])[1]) == (1, 2, 2)
    assert "Nador" in second[-1].body


def test_what_is_over_stays_in_calendars_as_it_was(people: DemoPeople, meeting: Event) -> None:
    partner = people[PARTNER]
    register(partner, meeting.id)
    assert len(mails(partner)) == 1
    with frozen(meeting.occurrences[0].ends_at):
        withdraw(partner, meeting.id)
        assert len(mails(partner)) == 1


def test_nobody_is_asked_twice(people: DemoPeople, meeting: Event) -> None:
    partner = people[PARTNER]
    assert [invite_chosen(people["organiser"], meeting.id, one(partner)) for _ in range(2)] == [1, 0]
    withdraw(partner, meeting.id)
    assert status_of(meeting, partner) == "declined"
    assert invite_chosen(people["organiser"], meeting.id, one(partner)) == 0
    assert register(partner, meeting.id).status == "registered", "but they may think again"


def test_a_region_a_role_a_group(people: DemoPeople, meeting: Event) -> None:
    organiser = people["organiser"]
    assert invite_all(organiser, meeting.id, Wanted(region="02", role=Role.FOCAL_POINT)) == 1
    assert status_of(meeting, people["focal.oriental"]) == "invited"
    assert invite_all(organiser, meeting.id, Wanted(region="02")) >= 1
    assert status_of(meeting, people["member.oriental"]) == "invited"
    group = make_group(people["partner"])
    db.session.commit()
    with pytest.raises(Invalid):
        invite_all(organiser, meeting.id, Wanted(group_id=group.id))
    assert invite_all(people["admin"], meeting.id, Wanted(group_id=group.id)) == 1


def test_those_out_of_the_directory_are_not_found_by_name(people: DemoPeople, meeting: Event) -> None:
    partner = people[PARTNER]
    db.session.get_one(Person, partner.person_id).in_directory = False
    db.session.commit()
    assert invite_chosen(people["organiser"], meeting.id, one(partner)) == 0
    assert invite_all(people["organiser"], meeting.id, Wanted(role=Role.PARTNER)) >= 1
    assert status_of(meeting, partner) == "invited"


@pytest.mark.parametrize("audience", ["public", "members", "region:02"])
def test_only_those_who_may_see_it(people: DemoPeople, audience: str) -> None:
    """The SQL of invitations and the rights of readers are one."""
    found = set(db.session.scalars(select(Person.id).where(of_audience(audience))))
    seeing = {actor.person_id for actor in people.values() if audience in actor.audiences or actor.is_administrator}
    assert {actor.person_id for actor in people.values()} & found == seeing


def test_who_may_invite_and_to_what(people: DemoPeople, meeting: Event) -> None:
    chosen = one(people[PARTNER])
    with pytest.raises(Forbidden):
        invite_chosen(people["member.oriental"], meeting.id, chosen)
    hidden = make.event(people["focal.oriental"], regions=frozenset({"02"}), audience="region:02")
    with pytest.raises(NotFound):
        invite_chosen(people["focal.tanger"], hidden.id, chosen)
    assert invite_chosen(people["focal.oriental"], hidden.id, chosen) == 0, "who may not see it is passed over"
    draft = make.event(people["organiser"], publish=False)
    with pytest.raises(Invalid):
        invite_chosen(people["organiser"], draft.id, chosen)
    with frozen(meeting.occurrences[0].ends_at), pytest.raises(Invalid):
        invite_chosen(people["organiser"], meeting.id, chosen)
    with pytest.raises(Invalid):
        invite_chosen(people["organiser"], meeting.id, frozenset())


def test_an_invitation_is_open_where_registration_is_not(people: DemoPeople) -> None:
    everybody_in_directory()
    closed = make.event(people["organiser"], takes_registrations=False)
    with pytest.raises(Invalid):
        register(people["central"], closed.id)
    invite_chosen(people["organiser"], closed.id, one(people[PARTNER]))
    assert register(people[PARTNER], closed.id).status == "registered"
    with frozen(closed.occurrences[0].ends_at), pytest.raises(Invalid):
        register(people["admin"], closed.id)


def test_two_invitations_and_an_answer_at_once(app: Flask) -> None:
    with app.app_context():
        people = demo_people(db.session)
        everybody_in_directory()
        event_id = make.event(people["organiser"], takes_registrations=True).id
    together = Barrier(3)

    def act(number: int) -> int:
        with app.app_context():
            together.wait()
            if number == 2:
                register(people[PARTNER], event_id)
                found = 0
            else:
                found = invite_chosen(people["organiser"], event_id, one(people[PARTNER]))
            db.session.remove()
            return found

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(act, range(3))) <= 1
    with app.app_context():
        event = db.session.get_one(Event, event_id)
        statuses = list(db.session.scalars(select(Registration.status).where(Registration.event_id == event_id)))
        assert (statuses, event.registered_count) == (["registered"], 1)


def test_the_page_offers_people_and_shows_their_answers(app: Flask, sign_in: Callable[..., Browser]) -> None:
    with app.app_context():
        people = demo_people(db.session)
        everybody_in_directory()
        event_id = make.event(people["organiser"], takes_registrations=True, capacity=1).id
        partner_id = people[PARTNER].person_id
        name = people[PARTNER].name
    organiser, partner = sign_in("organiser"), sign_in(PARTNER)
    form = f"/events/{event_id}/invitations"
    page = organiser.get(f"{form}?role=partner&region=xx&group=999999999999")
    assert page.status_code == 200
    assert name in page.text
    assert organiser.post(form, {"q": "", "person": ""}).status_code == 422
    assert sign_in("member.oriental").get(form).status_code == 404
    answer = organiser.post(form, {"person": str(partner_id)})
    assert answer.location == f"/events/{event_id}/registrations?status=invited"
    assert name in organiser.get(answer.location).text
    assert "registration/withdrawal" in partner.get(f"/events/{event_id}").text
    partner.post(f"/events/{event_id}/registration/withdrawal")
    assert name in organiser.get(f"/events/{event_id}/registrations?status=declined").text
    partner.post(f"/events/{event_id}/registration")
    assert name in organiser.get(f"/events/{event_id}/registrations").text
