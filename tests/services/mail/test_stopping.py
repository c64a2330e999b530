"""Stopping mails from the mail itself: a link shows a page, a button or one click of a mail program acts."""

from collections.abc import Iterator

import pytest
from flask import Flask

from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.services.mail import Unsubscription, register_unsubscribe, unsubscribing
from tests.conftest import SignIn

PERSON = 7


@pytest.fixture
def stopped(app: Flask) -> Iterator[list[tuple[int, str]]]:
    """What was stopped, in order."""
    done: list[tuple[int, str]] = []

    def describe(_session: DbSession, _person_id: int, argument: str) -> str:
        if argument == "nothing":
            raise NotFound(argument)
        return f"Zarzalia {argument}"

    register_unsubscribe(
        "test", Unsubscription(describe, lambda _session, person_id, argument: done.append((person_id, argument)))
    )
    yield done
    del unsubscribing._registered["test"]


def path(app: Flask, scope: str = "test:forum.reply") -> str:
    with app.app_context():
        return unsubscribing.unsubscribe_path(PERSON, scope)


def test_a_followed_link_changes_nothing_and_the_button_acts(
    app: Flask, sign_in: SignIn, stopped: list[tuple[int, str]]
) -> None:
    visitor = sign_in()
    page = visitor.get(path(app))
    assert (page.status_code, "Zarzalia forum.reply" in page.text, stopped) == (200, True, [])
    assert visitor.post(path(app)).status_code == 200
    assert stopped == [(PERSON, "forum.reply")]


def test_one_click_needs_neither_sign_in_nor_form_token(app: Flask, stopped: list[tuple[int, str]]) -> None:
    client = app.test_client()
    assert client.post(path(app), data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert stopped == [(PERSON, "forum.reply")]


def test_any_other_body_needs_the_form_token(app: Flask, stopped: list[tuple[int, str]]) -> None:
    client = app.test_client()
    assert client.post(path(app), data={"List-Unsubscribe": "no"}).status_code == 400
    assert client.post(path(app)).status_code == 400
    assert stopped == []


def test_a_changed_address_is_not_found(app: Flask, sign_in: SignIn, stopped: list[tuple[int, str]]) -> None:
    good, visitor = path(app), sign_in()
    forged = (
        good.replace(f"{PERSON}.", "8."),
        good.replace("reply", "asked"),
        good[:-3],
        "/mail/unsubscribe/x",
        good.replace("test:", "other:"),
    )
    for address in forged:
        assert visitor.get(address).status_code == 404
        assert visitor.client.post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 404
    assert visitor.get(path(app, "test:nothing")).status_code == 404
    assert stopped == []


def test_the_page_speaks_the_language_of_the_mail(app: Flask, stopped: list[tuple[int, str]]) -> None:
    page = app.test_client().get(path(app) + "?lang=ar").text
    assert '<html lang="ar" dir="rtl"' in page
