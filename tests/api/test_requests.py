"""What holds for every request: problems, bodies, pages, limits, the same request again."""

import threading
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from hub.api.limiting import Buckets
from hub.api.models import KeptAnswer
from hub.core.access import PUBLIC_AUDIENCE
from hub.core.db import db
from hub.forum.models import Topic
from hub.network.demo import demo_people
from hub.web.api.endpoints import Endpoint
from tests.factories.forum import make_category, make_topic
from tests.factories.redis import RedisServer
from tests.factories.tokens import PREFIX, Program, make_token, program

TOPIC = {"category": "ouverte", "title": "Un sujet", "source": "Bonjour à tous."}


def open_category(app: Flask) -> None:
    with app.app_context():
        make_category("ouverte", PUBLIC_AUDIENCE)


def topics(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Topic)) or 0


def test_every_failure_is_a_problem_in_the_language_asked_for(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    open_category(app)
    asking = program(app, "member.oriental")
    json, form = {"content_type": "application/json"}, {"content_type": "application/x-www-form-urlencoded"}
    at = f"{PREFIX}/forum/topics"
    cases: list[tuple[int, Any]] = [
        (404, asking.get("/nowhere")),
        (404, asking.get("/forum/topics/999999")),
        (405, asking.send("PUT", "/forum/topics", {})),
        (400, asking.client.post(at, data=b"{", headers=asking.headers, **json)),
        (400, asking.client.post(at, data=b"[" * 100_000, headers=asking.headers, **json)),
        (400, asking.client.post(at, data=b'{"title": NaN}', headers=asking.headers, **json)),
        (400, asking.post("/forum/topics", TOPIC, **{"Idempotency-Key": "é"})),
        (413, asking.client.post(at, data=b" " * 600_000, headers=asking.headers, **json)),
        (415, asking.client.post(at, data=b"title=x", headers=asking.headers, **form)),
        (422, asking.post("/forum/topics", [])),
        (422, asking.post("/forum/topics", TOPIC | {"titel": "x"})),
        (422, asking.get("/forum/topics?color=red")),
        (422, asking.get("/events?first=2026-13-01")),
        (401, Program(app).get("/inbox")),
    ]
    for status, answer in cases:
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text
        assert answer.json["status"] == status
        assert answer.json["request_id"] == answer.headers["X-Request-ID"]
    assert cases[2][1].headers["Allow"]
    assert cases[10][1].json["errors"] == {"titel": "This field is not known."}

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("a mistake of ours")

    def away(*_: Any, **__: Any) -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    for failure, status in ((fail, 500), (away, 503)):
        with monkeypatch.context() as patched:
            patched.setattr("hub.api.serving.read_query", failure)
            answer = asking.get("/regions")
        assert (answer.status_code, answer.json["status"]) == (status, status)
        assert "mistake" not in answer.text
    assert topics(app) == 0
    for language, title in (("fr", "Introuvable"), ("ar", "غير موجود"), ("en", "Not found")):
        told = Program(app, language=language).get("/nowhere")
        assert (told.json["title"], told.headers["Content-Language"]) == (title, language)


def test_the_messages_are_those_of_the_page(app: Flask) -> None:
    open_category(app)
    asking = program(app, "member.oriental")
    answer = asking.post("/forum/topics", TOPIC | {"title": "x" * 200, "themes": ["NOPE"]})
    assert answer.json["errors"] == {
        "title": "A title has at most 160 characters.",
        "themes": "Choose themes from the list.",
    }


def test_pages_follow_each_other_to_the_end(app: Flask) -> None:
    open_category(app)
    with app.app_context():
        people = demo_people(db.session)
        for number in range(25):
            make_topic(people["partner"], "ouverte", f"Sujet {number}", "Bonjour.")
    asking, seen = Program(app), []
    address = "/forum/topics?category=ouverte&lang=en"
    while address:
        answer = asking.get(address)
        seen += [item["id"] for item in answer.json["items"]]
        following = answer.json["next"]
        assert answer.headers.get("Link") == (f'<{following}>; rel="next"' if following else None)
        address = following.partition(PREFIX)[2] if following else ""
    assert (len(seen), len(set(seen))) == (25, 25)
    again = asking.get("/forum/topics", **{"If-None-Match": asking.get("/forum/topics").headers["ETag"]})
    assert (again.status_code, again.text) == (304, "")


def test_the_same_request_again_acts_once(app: Flask) -> None:
    open_category(app)
    asking, key = program(app, "member.oriental"), {"Idempotency-Key": "a1"}
    refused = asking.post("/forum/topics", TOPIC | {"title": ""}, **key)
    first = asking.post("/forum/topics", TOPIC, **key)
    second = asking.post("/forum/topics", TOPIC, **key)
    other = asking.post("/forum/topics", TOPIC | {"title": "Autre"}, **key)
    assert [answer.status_code for answer in (refused, first, second, other)] == [422, 201, 201, 422]
    assert second.data == first.data
    assert second.headers["Location"] == first.headers["Location"]
    assert second.headers["Idempotent-Replayed"] == "true"
    assert topics(app) == 1
    stranger = program(app, "partner")
    assert stranger.post("/forum/topics", TOPIC, **key).status_code == 201
    assert topics(app) == 2


def test_two_at_once_with_one_key_act_once(app: Flask) -> None:
    open_category(app)
    token, answers, together = make_token(app, "member.oriental"), [], threading.Barrier(4)

    def ask() -> None:
        asking = Program(app, token)
        together.wait()
        answers.append(asking.post("/forum/topics", TOPIC, **{"Idempotency-Key": "b2"}))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.data for answer in answers if answer.status_code == 201}) == 1
    assert topics(app) == 1
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(KeptAnswer)) == 1


def test_an_act_that_fails_half_way_leaves_no_answer(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    open_category(app)
    asking, key = program(app, "member.oriental"), {"Idempotency-Key": "c3"}

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("killed after the act")

    with monkeypatch.context() as patched:
        patched.setattr("hub.api.serving.note_use", fail)
        assert asking.post("/forum/topics", TOPIC, **key).status_code == 500
    assert topics(app) == 0
    assert asking.post("/forum/topics", TOPIC, **key).status_code == 201


def test_who_asks_too_often_waits(app: Flask) -> None:
    app.config["HUB"] = type(app.config["HUB"])(
        **{name: getattr(app.config["HUB"], name) for name in app.config["HUB"].__slots__}
        | {"api_token_rate": 3, "api_address_rate": 2}
    )
    asking, stranger = program(app, "member.oriental"), Program(app)
    statuses = [asking.get("/regions").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = asking.get("/regions")
    assert 1 <= int(refused.headers["Retry-After"]) <= 20
    assert (refused.headers["RateLimit-Limit"], refused.headers["RateLimit-Remaining"]) == ("3", "0")
    assert [stranger.get("/regions").status_code for _ in range(3)] == [200, 200, 429]
    assert Program(app, "hub_wrong").get("/regions").status_code == 429


def test_limits_count_in_redis_and_go_on_without_it(tmp_path: Path) -> None:
    server = RedisServer(tmp_path)
    server.start()
    try:
        one, other = Buckets(server.url), Buckets(server.url)
        assert [one.take("k", 3).wait, other.take("k", 3).wait, one.take("k", 3).wait] == [0, 0, 0]
        assert other.take("k", 3).wait > 0
    finally:
        server.stop()
    assert [one.take("k", 2).wait > 0 for _ in range(3)] == [False, False, True]


def test_every_part_is_declared_once(app: Flask) -> None:
    served = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(PREFIX)]
    assert len(served) > 30
    assert Endpoint.__dataclass_fields__.keys() >= {"permission", "summary"}
