"""Failures speak the reader's language, say what to do, and carry the request id."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from bs4 import BeautifulSoup
from flask import Flask, abort
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from hub.web.access import public
from hub.web.error_texts import error_text
from hub.web.errors import error_page
from tests.conftest import Browser

STATUSES = (400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503)


@pytest.fixture
def failing(app: Flask) -> Flask:
    @public
    def fail(status: int) -> None:
        abort(status)

    app.add_url_rule("/fail/<int:status>", view_func=fail)
    return app


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_page_of_a_failure(failing: Flask, language: str, direction: str, status: int) -> None:
    client = failing.test_client()
    client.set_cookie("lang", language)
    answer = client.get(f"/fail/{status}")
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == status
    assert (page.html["lang"], page.html["dir"]) == (language, direction)
    assert page.h1.get_text(strip=True)
    assert answer.headers["X-Request-ID"] in page.main.get_text()
    assert page.main.select("a[href='/']")


def test_every_status_has_its_own_words(app: Flask) -> None:
    with app.test_request_context():
        titles = {error_text(status).title for status in STATUSES}
    assert len(titles) == len(STATUSES)


def test_page_that_may_answer_later_offers_to_try_again(failing: Flask) -> None:
    client = failing.test_client()
    assert "/fail/503" in {
        link["href"] for link in BeautifulSoup(client.get("/fail/503").text, "html.parser").main("a")
    }
    assert "/fail/404" not in client.get("/fail/404").text.partition("<main")[2].partition("</main>")[0]


def test_message_of_the_action_comes_first(app: Flask) -> None:
    with app.test_request_context():
        body, status = error_page(409, "La version 3 existe déjà.")
    assert status == 409
    assert "La version 3 existe déjà." in body


def test_hidden_and_missing_look_the_same(sign_in: Callable[..., Browser]) -> None:
    member = sign_in("member.oriental")
    hidden, missing = member.get("/design"), member.get("/nothing-here")
    assert hidden.status_code == missing.status_code == 404
    assert BeautifulSoup(hidden.text, "html.parser").h1 == BeautifulSoup(missing.text, "html.parser").h1


def test_no_page_links_to_another_host_through_its_own_address(sign_in: Callable[..., Browser]) -> None:
    for address in ("/%5Celsewhere.example", "/%5C%5Celsewhere.example/x", "/%2Felsewhere.example"):
        page = sign_in().get(address)
        assert page.status_code == 404
        assert re.findall(r'(?:href|action)="[/\\\\]{2}[^"]*', page.text) == [], address
        assert "/\\" not in page.text


@contextmanager
def unreachable() -> Iterator[None]:
    """A database that refuses every transaction."""

    def refuse(_connection: object) -> None:
        raise OperationalError("BEGIN", {}, RuntimeError("database is locked"))

    event.listen(Engine, "begin", refuse)
    try:
        yield
    finally:
        event.remove(Engine, "begin", refuse)


@pytest.mark.parametrize("role", [None, "partner"])
def test_without_a_database_every_page_says_so(sign_in: Callable[..., Browser], role: str | None) -> None:
    browser = sign_in(role, language="ar")
    with unreachable():
        answers = [browser.get(address) for address in ("/", "/forum/", "/search?q=x", "/nowhere")]
    for answer in answers:
        page = BeautifulSoup(answer.text, "html.parser")
        assert page.html is not None
        assert page.h1 is not None
        assert page.html["lang"] == "ar"
    assert {answer.status_code for answer in answers[:3]} == {503}
    assert browser.get("/forum/").status_code == 200


def test_what_was_typed_survives_a_busy_database(sign_in: Callable[..., Browser]) -> None:
    browser = sign_in("partner", language="en")
    fields = {"source": "A long text about a reception desk", "csrf_token": browser.token()}
    with unreachable():
        answer = browser.client.post("/forum/topics/1/posts", data=fields)
    assert answer.status_code == 503
    page = BeautifulSoup(answer.text, "html.parser")
    kept = page.select_one("form[action='/forum/topics/1/posts'] input[name=source]")
    assert kept is not None
    assert kept["value"] == fields["source"]
    assert "session had ended" not in page.text
