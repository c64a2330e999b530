"""`/design`: every component in both directions, for administrators."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from tests.conftest import Browser

SignIn = Callable[..., Browser]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_administrator_sees_every_component_in_both_directions(sign_in: SignIn, language: str) -> None:
    answer = sign_in("admin", language=language).get("/design")
    assert answer.status_code == 200
    columns = BeautifulSoup(answer.text, "html.parser").select(".design-column")
    assert [column["dir"] for column in columns] == ["ltr", "rtl"]
    for column in columns:
        for component in (
            "button",
            "badge",
            "notice",
            "card",
            "empty",
            "pager",
            "facet",
            "tabs",
            "table-wrap",
            "steps",
            "stat",
        ):
            assert column.select(f".{component}"), component


def test_others_do_not_find_it(sign_in: SignIn) -> None:
    assert sign_in("organiser").get("/design").status_code == 404
    assert sign_in().get("/design").status_code == 302
