"""Numbers and texts from outside, before a view sees them."""

import pytest
from flask import Flask
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from tests.conftest import SignIn

LARGE = ("2147483648", "9223372036854775808", "9" * 5_000)
NUMBERED = ("/forum/topics/{}", "/forum/posts/{}", "/events/{}", "/events/{}.ics", "/library/{}", "/decisions/{}",
            "/people/id/{}", "/inbox/{}", "/admin/people/{}", "/files/{}/a.pdf")  # fmt: skip


@pytest.mark.parametrize("number", LARGE, ids=len)
def test_a_number_that_no_row_can_have_is_not_found(sign_in: SignIn, number: str) -> None:
    browser = sign_in("admin")
    assert [browser.get(address.format(number)).status_code for address in NUMBERED] == [404] * len(NUMBERED)


def test_an_address_with_a_control_character_is_not_found(sign_in: SignIn) -> None:
    for address in ("/people/a%00b", "/forum/categories/a%00", "/regions/0%002"):
        assert sign_in("admin").get(address).status_code == 404


def test_control_characters_are_dropped_from_arguments(sign_in: SignIn) -> None:
    clean, dirty = (
        sign_in().get("/search", query_string={"q": words}).text for words in ("guichet", "gui\x00ch\x0bet")
    )
    assert 'value="guichet"' in clean
    assert 'value="guichet"' in dirty


class _Refused(Exception):
    """What a driver says."""


@pytest.mark.parametrize(("error", "status"), [(IntegrityError, 409), (DataError, 400)])
def test_what_the_database_refuses_is_told_as_the_readers_affair(
    app: Flask, sign_in: SignIn, error: type[DBAPIError], status: int
) -> None:
    def refuse() -> str:
        raise error("INSERT", {}, _Refused("duplicate"))

    refuse.permission = None  # type: ignore[attr-defined]
    app.add_url_rule("/refused", view_func=refuse)
    assert sign_in(language="en").get("/refused").status_code == status
