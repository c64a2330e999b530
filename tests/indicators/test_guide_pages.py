"""The guide and its sheets."""

from collections.abc import Callable

from bs4 import BeautifulSoup
from flask import Flask

from tests.conftest import Browser

SignIn = Callable[..., Browser]


def listed(browser: Browser, query: str = "") -> list[str]:
    page = BeautifulSoup(browser.get(f"/indicators/guide{query}").text, "html.parser")
    return [str(link["href"]).rsplit("/", 1)[1] for link in page.select(".guide-domain .row-title a")]


def test_the_guide_lists_42_sheets_and_filters_them(figures: Flask, sign_in: SignIn) -> None:
    browser = sign_in()
    everything = listed(browser)
    assert len(everything) == 42
    assert [code[:3] for code in listed(browser, "?domain=HEA")] == ["HEA"] * 4
    rankable, others = listed(browser, "?rankable=yes"), listed(browser, "?rankable=no")
    assert len(others) == 20
    assert sorted(rankable + others) == sorted(everything)
    tiers = [code for tier in "ABC" for code in listed(browser, f"?tier={tier}")]
    assert sorted(tiers) == sorted(everything)
    assert listed(browser, "?q=vaccin") == ["HEA-04"]
    assert listed(browser, "?q=zzzz") == []


def test_a_sheet_says_what_is_measured_and_in_which_language(figures: Flask, sign_in: SignIn) -> None:
    page = BeautifulSoup(sign_in(language="en").get("/indicators/DEM-02").text, "html.parser")
    sheet = page.select_one("#sheet")
    assert sheet is not None
    assert "Weight of the foreign population" in sheet.get_text()
    french = " ".join(span.get_text() for span in sheet.select("[lang=fr]"))
    assert "100 × étrangers résidents / population totale" in french
    assert "HCP (RGPH)" in french
    assert sheet.select_one('a[href="/indicators/POP_LEG"]')
    assert "17.18" in sheet.get_text()


def test_an_arabic_definition_is_marked_as_proposed(figures: Flask, sign_in: SignIn) -> None:
    page = BeautifulSoup(sign_in(language="ar").get("/indicators/DEM-01").text, "html.parser")
    definition = page.select_one(".metadata-definition")
    assert definition is not None
    assert "الأشخاص ذوو الجنسية الأجنبية" in definition.get_text()
    assert definition.select_one(".badge") is not None
    french = BeautifulSoup(sign_in().get("/indicators/DEM-01").text, "html.parser")
    assert french.select_one(".metadata-definition .badge") is None
