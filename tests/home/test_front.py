"""`/` for a visitor, and the pages that explain the hub."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from tests.conftest import Browser

SignIn = Callable[..., Browser]


@pytest.mark.parametrize("address", ["/", "/about", "/help", "/accessibility", "/regions/", "/regions/02"])
@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_page_opens_in_each_language(sign_in: SignIn, address: str, language: str, direction: str) -> None:
    answer = sign_in(language=language).get(address)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 200
    assert (page.html["lang"], page.html["dir"]) == (language, direction)
    assert len(page.find_all("h1")) == 1


def test_map_links_to_each_region_by_name(sign_in: SignIn) -> None:
    page = BeautifulSoup(sign_in().get("/").text, "html.parser")
    links = page.select(".network-map svg a")
    assert [link["href"] for link in links] == [f"/regions/{number:02}" for number in range(1, 13)]
    assert all(link["aria-label"] for link in links)


def test_empty_network_says_what_belongs_here(sign_in: SignIn) -> None:
    page = BeautifulSoup(sign_in(language="en").get("/").text, "html.parser")
    assert {box.get_text(strip=True) for box in page.select(".empty-title")} == {
        "No practice has been published yet",
        "No public event is planned",
    }


def test_visitor_reads_that_no_personal_data_belong_here(sign_in: SignIn) -> None:
    for address in ("/", "/about", "/help"):
        assert "personal data" in sign_in(language="en").get(address).text
