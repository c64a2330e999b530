"""Calendar files, read back by a parser of their own."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from hub.events.ical.entry import CalendarEntry, Standing
from hub.events.ical.writer import Feed, write
from hub.events.recurrence import Frequency, Rule
from hub.events.unfolding import Moved
from tests.factories.events import schedule

TUESDAY = date(2027, 3, 9)


def entry(**values: Any) -> CalendarEntry:
    given: dict[str, Any] = {
        "uid": "one@hub",
        "sequence": 2,
        "changed_at": datetime(2026, 11, 1, 8, 30, 5, 999, tzinfo=UTC),
        "title": "Atelier; l’accueil, suite",
        "language": "fr",
        "description": "Première ligne\nseconde \\ ligne",
        "address": "https://hub.example/events/1",
        "place": "Oujda",
        "call_link": "",
        "standing": Standing.CONFIRMED,
        "schedule": schedule(TUESDAY),
    }
    return CalendarEntry(**{**given, **values})


def parsed(*entries: CalendarEntry) -> list[Any]:
    return list(Calendar.from_ical(write(entries)).walk("VEVENT"))


def starts(*entries: CalendarEntry) -> list[datetime]:
    return [one["DTSTART"].dt.astimezone(UTC) for one in parsed(*entries)]


def test_lines_end_with_crlf_and_are_folded_at_75_octets_on_whole_characters() -> None:
    body = write([entry(title="é" * 120, description="ورشة " * 60)])
    lines = body.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() is not None for line in lines)
    assert str(Calendar.from_ical(body).walk("VEVENT")[0]["SUMMARY"]) == "é" * 120


def test_texts_come_back_as_they_were() -> None:
    one = parsed(entry())[0]
    assert str(one["SUMMARY"]) == "Atelier; l’accueil, suite"
    assert str(one["DESCRIPTION"]).startswith("Première ligne\nseconde \\ ligne")
    assert str(one["DESCRIPTION"]).endswith("https://hub.example/events/1")
    assert one["SUMMARY"].params["LANGUAGE"] == "fr"


def test_the_stamp_is_the_change_so_the_bytes_are_stable() -> None:
    assert write([entry()]) == write([entry()])
    assert parsed(entry())[0]["DTSTAMP"].dt == datetime(2026, 11, 1, 8, 30, 5, tzinfo=UTC)
    other = entry(uid="two@hub")
    assert write([entry(), other]) == write([other, entry()])


def test_since_the_permanent_hour_times_name_their_zone_with_one_block() -> None:
    body = write([entry()])
    assert b"DTSTART;TZID=Africa/Casablanca:20270309T100000\r\n" in body
    blocks = re.findall(rb"BEGIN:(STANDARD|DAYLIGHT)", body)
    assert blocks == [b"STANDARD"]
    assert b"TZOFFSETTO:+0000\r\n" in body
    assert b"RDATE" not in body
    assert starts(entry()) == [datetime(2027, 3, 9, 10, tzinfo=UTC)]


def test_before_it_times_are_in_utc() -> None:
    ramadan, after = entry(schedule=schedule(date(2025, 3, 10))), entry(uid="b", schedule=schedule(date(2025, 4, 10)))
    body = write([ramadan, after])
    assert b"VTIMEZONE" not in body
    assert b"DTSTART:20250310T100000Z" in body
    assert b"DTSTART:20250410T090000Z" in body


def test_other_zones_are_written_in_utc() -> None:
    paris = entry(schedule=schedule(date(2027, 7, 1), zone="Europe/Paris"))
    assert starts(paris) == [datetime(2027, 7, 1, 8, tzinfo=UTC)]
    assert b"TZID" not in write([paris])


def test_whole_days_are_dates_with_an_exclusive_end() -> None:
    one = parsed(entry(schedule=schedule(TUESDAY, TUESDAY + timedelta(days=2), start=None)))[0]
    assert one["DTSTART"].dt == TUESDAY
    assert one["DTEND"].dt == TUESDAY + timedelta(days=3)
    assert one["TRANSP"] == "TRANSPARENT"


def test_a_repetition_keeps_type_and_zone_in_its_exceptions() -> None:
    rule = Rule(Frequency.WEEKLY, weekdays=(1,), until=date(2027, 4, 30))
    moved = schedule(date(2027, 3, 24), start="15:00", end="16:00")
    changes = (Moved(date(2027, 3, 16), None), Moved(date(2027, 3, 23), moved, "Nador"))
    body = write([entry(rule=rule, changes=changes)])
    assert b"RRULE:FREQ=WEEKLY;UNTIL=20270430T100000Z;BYDAY=TU\r\n" in body
    assert b"EXDATE;TZID=Africa/Casablanca:20270316T100000\r\n" in body
    assert b"RECURRENCE-ID;TZID=Africa/Casablanca:20270323T100000\r\n" in body
    main, other = Calendar.from_ical(body).walk("VEVENT")
    assert main["UID"] == other["UID"]
    assert other["DTSTART"].dt.astimezone(UTC) == datetime(2027, 3, 24, 15, tzinfo=UTC)
    assert str(other["LOCATION"]) == "Nador"


def test_exceptions_of_whole_days_are_dates() -> None:
    rule = Rule(Frequency.MONTHLY, weekdays=(1,), position=2, until=date(2027, 6, 30))
    body = write([entry(schedule=schedule(TUESDAY, start=None), rule=rule, changes=(Moved(date(2027, 4, 13), None),))])
    assert b"RRULE:FREQ=MONTHLY;UNTIL=20270630;BYDAY=2TU\r\n" in body
    assert b"EXDATE;VALUE=DATE:20270413\r\n" in body


def test_a_repetition_through_ramadan_is_spelled_out_with_lasting_names() -> None:
    rule = Rule(Frequency.WEEKLY, weekdays=(0,), count=4)
    first = date(2025, 2, 17)
    clinic = entry(schedule=schedule(first), rule=rule, changes=(Moved(date(2025, 3, 3), None),))
    assert b"RRULE" not in write([clinic])
    assert starts(clinic) == [
        datetime(2025, 2, 17, 9, tzinfo=UTC),
        datetime(2025, 2, 24, 10, tzinfo=UTC),
        datetime(2025, 3, 10, 10, tzinfo=UTC),
    ]
    assert [str(one["UID"]) for one in parsed(clinic)] == ["one-20250217@hub", "one-20250224@hub", "one-20250310@hub"]


def test_the_link_to_a_call_is_in_the_location() -> None:
    one = parsed(entry(call_link="https://visio.example/x"))[0]
    assert str(one["LOCATION"]) == "Oujda – https://visio.example/x"
    assert str(one["CONFERENCE"]) == "https://visio.example/x"


def test_a_feed_says_its_name_and_how_often_to_come_back() -> None:
    body = write([entry()], Feed("Réseau", "Tout", "fr", "https://hub.example/events/calendar.ics"))
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in body
    assert b"X-PUBLISHED-TTL:PT1H\r\n" in body
    assert b"METHOD" not in body
    assert b"ATTENDEE" not in body
    calendar = Calendar.from_ical(body)
    assert str(calendar["NAME"]) == str(calendar["X-WR-CALNAME"]) == "Réseau"
