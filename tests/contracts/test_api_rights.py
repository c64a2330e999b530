"""The API knows the rights of the pages: hidden is missing, and what a page refuses it refuses."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.contracts.test_rights import OUTSIDERS, OWNER, SECRET, World, build, dump
from tests.factories.tokens import Program, program

READS = {
    "topic_id": ("/forum/topics/{}", "/forum/topics/{}/posts"),
    "event_id": ("/events/{}", "/events/{}/agenda"),
    "record_id": ("/library/records/{}",),
    "decision_id": ("/decisions/{}",),
}
LISTS = (
    "/forum/categories", "/forum/topics", "/forum/topics?theme=P05", "/forum/topics?region=09", "/forum/topics?view=unread",
    "/events", "/events?first=2027-01-01&last=2027-12-31", "/decisions", "/decisions?text=confidentiel", "/library/records",
    "/library/records?region=09", "/search?q=confidentiel", "/search?q=confidentiel&kind=event",
)  # fmt: skip
WRITES: dict[str, tuple[tuple[str, str, Any], ...]] = {
    "topic_id": (("POST", "/forum/topics/{}/posts", {"source": "Un texte"}),),
    "event_id": (
        ("PATCH", "/events/{}", {"version": 1, "place": "Ailleurs"}),
        ("POST", "/events/{}/registration", None),
        ("DELETE", "/events/{}/registration", None),
        ("POST", "/events/{}/agenda", {"title": "Un point"}),
    ),
    "record_id": (
        ("PATCH", "/library/records/{}", {"version": 1, "title": "Un titre"}),
        ("POST", "/library/records/{}/submission", None),
    ),
    "action_id": (("POST", "/actions/{}/notes", {"status": "done", "note": "Fait"}),),
    "notification_id": (("POST", "/inbox/{}/reading", None),),
}
TAKES_PART = {"topic_id", "/events/{}/registration", "notification_id"}
"""What everyone of the network may do with things that they see."""

USE = {"api_token"}
"""The last day of use is noted."""


def reads(world: World) -> Iterator[str]:
    for name, paths in READS.items():
        yield from (path.format(number) for number in world.things[name] for path in paths)


def unused(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {table: found for table, found in rows.items() if table not in USE}


def as_role(app: Flask, role: str | None) -> Program:
    return program(app, role)


@pytest.mark.parametrize("role", OUTSIDERS)
def test_what_is_hidden_is_missing_for_programs_too(app: Flask, role: str | None) -> None:
    world, asking = build(app, private=True), as_role(app, role)
    for path in (*reads(world), "/forum/topics?category=groupe"):
        answer = asking.get(path)
        assert (answer.status_code, SECRET in answer.text) == (404, False), path
    for path in LISTS:
        answer = asking.get(path)
        assert (answer.status_code, SECRET in answer.text) == (200, False), path
    before = unused(dump(app))
    for name, writes in WRITES.items():
        for number in world.things[name]:
            for method, path, body in writes:
                answer = asking.send(method, path.format(number), body)
                assert answer.status_code == (401 if role is None else 404), (method, path, answer.text)
    hidden = {"category": "groupe", "title": "Un titre", "source": "Un texte"}
    assert asking.post("/forum/topics", hidden).status_code == (401 if role is None else 404)
    assert unused(dump(app)) == before


@pytest.mark.parametrize("role", ["partner", "member.oriental"])
def test_what_a_page_refuses_is_refused_to_programs(app: Flask, role: str) -> None:
    world, asking = build(app, private=False), as_role(app, role)
    before = unused(dump(app))
    for name, writes in WRITES.items():
        for method, path, body in writes:
            if name in TAKES_PART or path in TAKES_PART:
                continue
            for number in world.things[name]:
                answer = asking.send(method, path.format(number), body)
                assert answer.status_code in {403, 404}, (method, path, answer.text)
    new = {"kind": "workshop", "title": {"fr": "Atelier"}, "first_day": "2027-03-09"}
    assert asking.post("/events", new).status_code == 404
    assert unused(dump(app)) == before


def test_the_owner_finds_everything(app: Flask) -> None:
    world, asking = build(app, private=True), as_role(app, OWNER)
    answers = [asking.get(path) for path in reads(world)]
    assert {answer.status_code for answer in answers} == {200}
    assert sum(SECRET in answer.text for answer in answers) > len(answers) / 2
