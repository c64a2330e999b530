"""Objects that go to a guest's calendar: byte by byte in three languages, and read back by a parser of their own.
`pytest tests/events/test_itip.py --write-snapshots` writes the bytes anew."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from hub.events.ical.entry import CalendarEntry, Standing
from hub.events.ical.itip import Answer, Guest, Method, write_itip
from hub.events.ical.replies import UnreadableReply, read_reply
from hub.events.recurrence import Frequency, Rule
from hub.events.unfolding import Moved
from tests.factories.events import schedule

FOLDER = Path(__file__).parent / "snapshots"
TUESDAY = date(2027, 3, 9)
TITLES = {"fr": "Atelier d’accueil à Oujda", "ar": "ورشة استقبال بوجدة", "en": "Reception workshop in Oujda"}
NAMES = {"fr": "Réseau des régions – Migration", "ar": "شبكة الجهات – الهجرة", "en": "Regions Network – Migration"}
WEEKLY = Rule(Frequency.WEEKLY, weekdays=(1,), count=4)
CHANGES = (
    Moved(date(2027, 3, 16), None),
    Moved(date(2027, 3, 23), schedule(date(2027, 3, 24), start="15:00", end="17:00"), "Berkane"),
)


def entry(language: str = "fr", **values: Any) -> CalendarEntry:
    given: dict[str, Any] = {
        "uid": "6f1a@regions-migration-hub",
        "sequence": 0,
        "changed_at": datetime(2026, 11, 24, 10, 0, 5, tzinfo=UTC),
        "title": TITLES[language],
        "language": language,
        "description": "Programme; pause, reprise\nSalle 2",
        "address": "https://hub.example/events/7",
        "place": "Oujda",
        "call_link": "https://call.example/abc",
        "standing": Standing.CONFIRMED,
        "schedule": schedule(TUESDAY),
    }
    return CalendarEntry(**{**given, **values})


def guest(**values: Any) -> Guest:
    given = {"name": 'Amina "Mina" العلوي', "address": "amina@mail.example", "answer": Answer.ACCEPTED}
    return Guest(**{**given, **values})


CASES: dict[str, tuple[Method, dict[str, Any], dict[str, Any]]] = {
    "request": (Method.REQUEST, {"call_link": ""}, {"answer": Answer.NEEDED}),
    "update": (Method.REQUEST, {"sequence": 1, "rule": WEEKLY, "changes": CHANGES}, {"has_alarm": True}),
    "cancel": (
        Method.CANCEL,
        {"sequence": 2, "rule": WEEKLY, "changes": CHANGES, "standing": Standing.CANCELLED},
        {"answer": Answer.DECLINED, "asks_answer": False},
    ),
}


def written(case: str, language: str = "fr") -> bytes:
    method, about, who = CASES[case]
    return write_itip(entry(language, **about), method, NAMES[language], "hub@hub.example", guest(**who))


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize("case", CASES)
def test_the_bytes_stay(request: pytest.FixtureRequest, case: str, language: str) -> None:
    path, body = FOLDER / f"{case}.{language}.ics", written(case, language)
    if request.config.getoption("--write-snapshots"):
        path.write_bytes(body)
    assert path.read_bytes() == body == written(case, language)
    assert max(map(len, body.split(b"\r\n"))) <= 75
    calendar = Calendar.from_ical(body)
    events = calendar.walk("VEVENT")
    assert str(calendar["METHOD"]) == CASES[case][0]
    assert {str(one["UID"]) for one in events} == {"6f1a@regions-migration-hub"}
    for one in events:
        assert str(one["SUMMARY"]) == TITLES[language]
        assert str(one["ORGANIZER"]) == "mailto:hub@hub.example"
        assert one["ORGANIZER"].params["CN"] == NAMES[language]
        assert str(one["ATTENDEE"]) == "mailto:amina@mail.example"


def test_a_request_asks_and_an_acceptance_has_its_link_and_alarm() -> None:
    asked, coming = (Calendar.from_ical(written(case)).walk("VEVENT")[0] for case in ("request", "update"))
    assert (asked["ATTENDEE"].params["PARTSTAT"], asked["ATTENDEE"].params["RSVP"]) == ("NEEDS-ACTION", "TRUE")
    assert (str(asked["LOCATION"]), asked.walk("VALARM"), asked["SEQUENCE"]) == ("Oujda", [], 0)
    assert (str(coming["LOCATION"]), coming["SEQUENCE"]) == ("Oujda – https://call.example/abc", 1)
    assert coming["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert [str(one["ACTION"]) for one in coming.walk("VALARM")] == ["DISPLAY"]
    assert "https://hub.example/events/7" in str(coming["DESCRIPTION"])
    assert str(coming["URL"]) == "https://hub.example/events/7"


def test_a_repetition_goes_with_its_exceptions_and_ends_as_one() -> None:
    update = Calendar.from_ical(written("update")).walk("VEVENT")
    assert len(update) == 2
    assert update[0]["EXDATE"].dts[0].dt.astimezone(UTC) == datetime(2027, 3, 16, 10, tzinfo=UTC)
    assert update[1]["RECURRENCE-ID"].dt.astimezone(UTC) == datetime(2027, 3, 23, 10, tzinfo=UTC)
    assert update[1]["DTSTART"].dt.astimezone(UTC) == datetime(2027, 3, 24, 15, tzinfo=UTC)
    [cancel] = Calendar.from_ical(written("cancel")).walk("VEVENT")
    assert (str(cancel["STATUS"]), cancel["SEQUENCE"], "RECURRENCE-ID" in cancel) == ("CANCELLED", 2, False)


def test_dates_that_no_rule_tells_rightly_are_published_each_with_a_uid_of_its_own() -> None:
    paris = entry(schedule=schedule(TUESDAY, zone="Europe/Paris"), rule=WEEKLY)
    calendar = Calendar.from_ical(write_itip(paris, Method.REQUEST, "Hub", "hub@hub.example", guest()))
    events = calendar.walk("VEVENT")
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert len({str(one["UID"]) for one in events}) == 4
    assert not any("ATTENDEE" in one for one in events)
    assert [one["DTSTART"].dt.astimezone(UTC).hour for one in events] == [9, 9, 9, 8]


REPLY = """BEGIN:VCALENDAR
METHOD:REPLY
VERSION:2.0
PRODID:-//client//EN
BEGIN:VEVENT
UID:6f1a@hub
SEQUENCE:2
DTSTAMP:20261124T100005Z
ATTENDEE;CN="Amina";PARTSTAT=accepted:MAILTO:Amina@Mail.example
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def test_answers_are_read() -> None:
    said = read_reply(REPLY)
    assert (said.method, said.uid, said.sequence, said.is_of_one_date) == ("REPLY", "6f1a@hub", 2, False)
    assert said.attendees == (("amina@mail.example", "ACCEPTED"),)
    assert said.stamp == datetime(2026, 11, 24, 10, 0, 5, tzinfo=UTC)
    assert read_reply(REPLY.replace("SEQUENCE:2", "RECURRENCE-ID:20270309T100000Z")).is_of_one_date
    assert replace(said, sequence=0) == read_reply(REPLY.replace("SEQUENCE:2\r\n", ""))
    assert read_reply(REPLY.replace("05Z", "05")) == said


@pytest.mark.parametrize(
    "broken",
    [
        "", "BEGIN:VCALENDAR", REPLY.replace("UID:6f1a@hub\r\n", ""), REPLY.replace("DTSTAMP:2026", "DTSTAMP:x"),
        REPLY.replace("SEQUENCE:2", "SEQUENCE:two"), REPLY + "X" * 100_000, REPLY.replace("VEVENT", "VTODO"),
        REPLY.replace("END:VEVENT", "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:other\r\nDTSTAMP:20261124T100005Z\r\nEND:VEVENT"),
        REPLY.replace("20261124T100005Z", "20261124"), "\0" * 40, REPLY.replace("\r\n", ""),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused(broken: str) -> None:
    with pytest.raises(UnreadableReply):
        read_reply(broken)
