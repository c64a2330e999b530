"""The board as readers get it."""

import csv
import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from lxml import etree

from hub.core.db import db
from hub.indicators.demo import load_large
from hub.indicators.models import Observation
from tests.conftest import Browser, QueryCount
from tests.factories.indicators import REGIONS, observation, table_of_counts

SVG = "{http://www.w3.org/2000/svg}"
SignIn = Callable[..., Browser]


def soup(browser: Browser, address: str, status: int = 200) -> BeautifulSoup:
    answer = browser.get(address)
    assert answer.status_code == status, answer.text[:300]
    return BeautifulSoup(answer.text, "html.parser")


def plain(node: Tag) -> str:
    return re.sub(r"[\s\u2066-\u2069]+", " ", node.get_text()).strip()


def table_rows(page: BeautifulSoup) -> dict[str, list[str]]:
    """Cells by row heading, footnote numbers left out."""
    rows: dict[str, list[str]] = {}
    for row in page.select(".board-table tbody tr"):
        for mark in row.select("sup, small, .flag"):
            mark.decompose()
        heading = row.find("th")
        assert isinstance(heading, Tag)
        rows[plain(heading)] = [plain(cell) for cell in row.find_all("td")]
    return rows


def csv_lines(browser: Browser, address: str) -> list[dict[str, str]]:
    answer = browser.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_a_rate_stands_with_its_gap_to_the_nation(figures: Flask, sign_in: SignIn) -> None:
    page = soup(sign_in(), "/indicators/UNEMP")
    assert {plain(period) for period in page.select(".cell-period")} == {"2024"}
    rows = table_rows(page)
    assert rows["Maroc"][0] == "21,3 %"
    assert rows["Oriental"] == ["30,4 %", "+9,1"]
    assert rows["Dakhla-Oued Ed-Dahab"] == ["10,6 %", "−10,7"]
    assert len(rows) == 13


def test_selection_and_states_are_in_the_address(figures: Flask, sign_in: SignIn) -> None:
    page = soup(sign_in(), "/indicators/UNEMP?period=2014&regions=02,09&area=urban&sex=f&view=dots")
    assert set(table_rows(page)) == {"Maroc", "Oriental", "Souss-Massa"}
    links = [str(link["href"]) for link in page.select(".tabs a")]
    assert links[0] == "/indicators/UNEMP?period=2014&regions=02,09&area=urban&sex=f"
    assert links[3].endswith("&view=map")
    chosen = {str(option.parent["name"]): option["value"] for option in page.select(".board-filters option[selected]")}
    assert (chosen["period"], chosen["area"], chosen["sex"]) == ("2014", "urban", "f")


def test_conflicting_bases_stand_side_by_side_without_a_difference(figures: Flask, sign_in: SignIn) -> None:
    page = soup(sign_in(), "/indicators/DEM-02?period=2014")
    text = plain(page.select_one(".board"))
    assert "Les valeurs de bases différentes sont côte à côte" in text or "Values on different bases" in text
    counts = table_rows(soup(sign_in(), "/indicators/DEM-01?period=2014"))
    assert counts["Maroc"] == ["86 206", "84 001"]
    assert counts["Casablanca"] == ["23 993"]
    assert counts["France"] == ["21 344"]


def test_a_change_is_computed_within_one_base_only(figures: Flask, sign_in: SignIn) -> None:
    rows = table_rows(soup(sign_in(), "/indicators/DEM-01?view=trend"))
    assert rows["Maroc"][-1] == "+61 946"
    refusals = soup(sign_in(language="en"), "/indicators/F_REMITTANCES?view=trend")
    assert "+1.3" not in refusals.get_text()


def test_ranks_only_where_they_make_sense(figures: Flask, sign_in: SignIn) -> None:
    ranked = soup(sign_in(), "/indicators/UNEMP?sort=rank")
    firsts = [plain(row) for row in ranked.select(".board-table tbody tr th")]
    assert firsts[:3] == ["Maroc", "Dakhla-Oued Ed-Dahab", "Casablanca-Settat"]
    refused = soup(sign_in(language="en"), "/indicators/DEM-01?sort=rank")
    order = [plain(row) for row in refused.select(".board-table tbody tr th")]
    assert order[1:3] == ["Tanger-Tétouan-Al Hoceima", "Oriental"]
    assert "not ranked" in plain(refused.select_one(".board-remark"))
    assert refused.select_one("select[name=sort]") is None


def test_kinds_of_missing_are_told_apart(figures: Flask, sign_in: SignIn) -> None:
    with figures.app_context():
        for geo, status in (("01", "Z"), ("02", "M"), ("03", "L")):
            observation("LEG-01", geo, None, status=status, unit="per_1000")
        observation("LEG-01", "MA", 812, decimals=1, status="P", unit="per_1000")
        db.session.commit()
    page = soup(sign_in(language="en"), "/indicators/LEG-01")
    assert all(page.select_one(f"td.absent--{status}") for status in "zml")
    legend = plain(page.select_one(".status-legend"))
    assert all(word in legend for word in ("Provisional", "Missing", "Not collected", "Not applicable"))
    uncollected = soup(sign_in(language="en"), "/indicators/LEG-02")
    assert len(uncollected.select("td.absent--l")) == 13


SMALL = [3, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 41]


def test_small_counts_are_hidden_on_every_output(figures: Flask, sign_in: SignIn) -> None:
    with figures.app_context():
        table_of_counts("PRO-03", SMALL, period="2023")
        db.session.commit()
    browser = sign_in(language="en")
    page = soup(browser, "/indicators/PRO-03")
    assert len(page.select("td.absent--q")) == 2
    for address in ("/indicators/PRO-03?view=dots", "/indicators/PRO-03?view=map", "/indicators/PRO-03.svg"):
        assert ">3<" not in browser.get(address).text
    lines = csv_lines(browser, "/indicators/PRO-03.csv")
    assert [line["value"] for line in lines if line["status"] == "Q"] == ["", ""]
    assert next(line for line in lines if line["territory_code"] == "01")["status"] == "Q"
    visible = sum(int(line["value"]) for line in lines if line["value"] and line["territory_code"] != "MA")
    assert 444 - visible == 3 + 40


def test_one_region_alone_does_not_bring_a_hidden_count_back(figures: Flask, sign_in: SignIn) -> None:
    with figures.app_context():
        table_of_counts("PRO-03", SMALL, period="2023")
        db.session.commit()
    lines = csv_lines(sign_in(), "/indicators/PRO-03.csv?regions=01&period=2023")
    assert {line["territory_code"]: line["value"] for line in lines} == {"MA": "444", "01": ""}


def test_a_rate_hides_wherever_its_numerator_does(figures: Flask, sign_in: SignIn) -> None:
    with figures.app_context():
        table_of_counts("DEM-01", SMALL, period="2030", base="RGPH 2030")
        for region, count in zip(REGIONS, SMALL, strict=True):
            given = {"numerator": count, "denominator": 100_000, "decimals": 2, "unit": "percent"}
            observation("DEM-02", region, count * 10, period="2030", base="RGPH 2030", **given)
        db.session.commit()
    browser = sign_in()
    hidden = {
        code: [
            line["territory_code"]
            for line in csv_lines(browser, f"/indicators/{code}.csv?period=2030")
            if line["status"] == "Q"
        ]
        for code in ("DEM-01", "DEM-02")
    }
    assert len(hidden["DEM-01"]) == 2
    assert hidden["DEM-02"] == hidden["DEM-01"]


def test_a_change_stands_in_the_file_beside_the_later_value(figures: Flask, sign_in: SignIn) -> None:
    lines = csv_lines(sign_in(), "/indicators/DEM-01.csv?view=trend&regions=06")
    changes = {(line["territory_code"], line["period"], line["base"]): line["change"] for line in lines}
    assert changes["06", "2024", "RGPH 2024, population légale"] == "29663"
    assert sum(bool(change) for change in changes.values()) == 2


@pytest.mark.parametrize(
    "address",
    [
        "/indicators/UNEMP{}",
        "/indicators/DEM-01{}?period=2014",
        "/indicators/DEM-01{}?view=trend",
        "/indicators/UNEMP{}?sort=rank&area=rural",
        "/indicators/LEG-03{}?period=2021-10",
        "/indicators/F_AGE{}",
    ],
)
def test_the_file_holds_what_the_page_shows(figures: Flask, sign_in: SignIn, address: str) -> None:
    browser = sign_in(language="en")
    page = soup(browser, address.format(""))
    lines = csv_lines(browser, address.format(".csv"))
    numbers = [
        re.sub(r"[^\d.−]", "", plain(number)) for number in page.select(".board-table tbody td > bdi:first-child")
    ]
    shown = {Decimal(number.replace("−", "-")) for number in numbers if number}
    values = {Decimal(line["value"]) for line in lines if line["value"]}
    assert values
    assert values <= shown
    headings = [plain(heading) for heading in page.select(".board-table tbody th")]
    assert list(dict.fromkeys(line["territory"] for line in lines)) == list(dict.fromkeys(headings))


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("view", ["dots", "trend", "map"])
def test_charts_are_well_formed_and_described(figures: Flask, sign_in: SignIn, language: str, view: str) -> None:
    browser = sign_in(language=language)
    for code in ("UNEMP", "DEM-01", "HH_SIZE"):
        answer = browser.get(f"/indicators/{code}.svg?view={view}")
        assert answer.status_code == 200
        root = etree.fromstring(answer.data)
        assert root.tag == f"{SVG}svg"
        assert root.get("direction") == "ltr"
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert description is not None
        assert title.text
        assert description.text
        assert all(text.get("text-anchor") for text in root.iter(f"{SVG}text"))
        if language == "ar":
            assert all((text.text or "").startswith("\u2067") for text in root.iter(f"{SVG}text"))
        page = soup(browser, f"/indicators/{code}?view={view}")
        drawing = page.select_one("figure svg")
        assert drawing is not None
        assert not page.select("[style], style, figure script")
        assert page.select(".board-table")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("period=1999", "1999"),
        ("regions=01,77", "77"),
        ("area=moon", "moon"),
        ("sex=x", "x"),
        ("view=pie", "pie"),
        ("breakdown=zz", "zz"),
    ],
)
def test_what_does_not_exist_is_said_beside_its_field(figures: Flask, sign_in: SignIn, query: str, field: str) -> None:
    browser = sign_in(language="en")
    page = soup(browser, f"/indicators/UNEMP?{query}", 422)
    assert field in plain(page.select_one(".field-error"))
    assert not page.select(".board-table")
    assert browser.get(f"/indicators/UNEMP.csv?{query}").status_code == 422


def test_unknown_indicators_are_not_found(figures: Flask, sign_in: SignIn) -> None:
    browser = sign_in()
    for address in ("/indicators/NOPE", "/indicators/NOPE.csv", "/indicators/NOPE.svg", "/indicators/999999"):
        assert browser.get(address).status_code == 404
    assert browser.get("/indicators/?indicator=NOPE").status_code == 404


def test_the_chooser_keeps_regions_and_view(figures: Flask, sign_in: SignIn) -> None:
    answer = sign_in().get("/indicators/?indicator=ACT_RATE&regions=02,09&view=dots&period=1990")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/indicators/ACT_RATE?regions=02,09&view=dots"
    boxes = sign_in().get("/indicators/UNEMP?regions=09&regions=02")
    assert boxes.headers["Location"] == "/indicators/UNEMP?regions=02,09"


def test_an_indicator_is_found_by_a_word_in_any_language(figures: Flask, sign_in: SignIn) -> None:
    browser = sign_in()
    for word in ("chomage", "CHÔMAGE", "unemployment", "البطالة"):
        assert "/indicators/UNEMP" in browser.get(f"/indicators/?q={word}").text
    assert "/indicators/UNEMP" not in browser.get("/indicators/?q=zzzz").text


def test_numbers_of_links_lead_to_codes(figures: Flask, sign_in: SignIn) -> None:
    answer = sign_in().get("/indicators/1")
    assert answer.status_code == 301
    assert answer.headers["Location"].startswith("/indicators/")


@pytest.mark.parametrize(
    "address",
    [
        "/indicators/",
        "/indicators/UNEMP",
        "/indicators/POP_LEG?view=map",
        "/indicators/DEM-01?view=trend",
        "/indicators/UNEMP.csv",
        "/indicators/guide",
    ],
)
def test_queries_do_not_grow_with_the_figures(
    figures: Flask,
    sign_in: SignIn,
    count_queries: Callable[[], AbstractContextManager[QueryCount]],
    address: str,
) -> None:
    browser = sign_in("focal.oriental")
    browser.get("/indicators/HH_SIZE")
    with count_queries() as few:
        assert browser.get(address).status_code == 200
    with figures.app_context():
        load_large(9_000)
        db.session.commit()
    with count_queries() as many:
        assert browser.get(address).status_code == 200
    assert int(many) == int(few) <= 12
    with count_queries() as again:
        assert browser.get(address).status_code == 200
    assert int(again) <= int(few)


def test_a_page_drawn_before_follows_the_figures(figures: Flask, sign_in: SignIn) -> None:
    browser = sign_in(language="en")
    assert table_rows(soup(browser, "/indicators/UNEMP"))["Oriental"][0] == "30.4%"
    assert "No value yet" in soup(browser, "/indicators/guide?q=COH-01").get_text()
    with figures.app_context():
        changed = db.session.query(Observation).filter_by(external_id="C-UNEMP-02-2024-total-all").one()
        changed.mantissa = 305
        observation("COH-01", "02", 125, decimals=1, unit="percent")
        db.session.commit()
    assert table_rows(soup(browser, "/indicators/UNEMP"))["Oriental"][0] == "30.5%"
    assert "1 value" in soup(browser, "/indicators/guide?q=COH-01").get_text()
