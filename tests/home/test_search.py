"""The search page and what is offered while typing."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from hub.core.db import db
from tests.conftest import Browser, QueryCount
from tests.factories.search import own_kinds, reply, write

SignIn = Callable[..., Browser]


@pytest.fixture(autouse=True)
def some_notes(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes as the only content; no context is left open."""
    with app.app_context():
        own_kinds(monkeypatch).__enter__()  # the database goes with the test
        public = write("Accueil des réfugiés", "Un protocole <b>régional</b>.", regions=["02"], themes=["P03"])
        write("Comité de migration", "Réservé aux membres.", audience="members", regions=["09"])
        write("لجنة الهجرة", language="ar", regions=["02"])
        write("Note de migration publique")
        reply(public, "Réponse sur la migration.")
        db.session.remove()


def page(browser: Browser, address: str) -> BeautifulSoup:
    answer = browser.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def titles(found: BeautifulSoup) -> list[str]:
    return [link.text for link in found.select(".search-title a")]


def test_hits_carry_language_kind_place_and_marked_words(sign_in: SignIn) -> None:
    found = page(sign_in(), "/search?q=refugie")
    (hit,) = found.select(".search-hit")
    title = hit.select_one(".search-title")
    assert title is not None
    assert (title["lang"], title["dir"]) == ("fr", "auto")
    assert [mark.text for mark in hit.select("mark")] == ["réfugiés"]
    assert "<b>régional</b>" in hit.text
    assert "Oriental" in hit.text


def test_each_reader_finds_what_they_may_see(sign_in: SignIn) -> None:
    assert "Comité de migration" not in page(sign_in(), "/search?q=migration").text
    assert "Comité de migration" in titles(page(sign_in("member.oriental"), "/search?q=migration"))
    suggestions = sign_in().get("/search/suggest?q=comi").get_json()
    assert suggestions == []
    assert [one["text"] for one in sign_in("partner").get("/search/suggest?q=comi").get_json()] == [
        "comité",
        "Comité de migration",
    ]


def test_facets_narrow_and_lead_back(sign_in: SignIn) -> None:
    browser = sign_in()
    found = page(browser, "/search?q=هجرة")
    choice = found.select_one(".search-facets a[href*='region=02']")
    assert choice is not None
    narrowed = page(browser, str(choice["href"]))
    assert titles(narrowed) == ["لجنة الهجرة"]
    back = narrowed.select_one(".search-facets a[aria-current]")
    assert back is not None
    assert "region" not in str(back["href"])
    hidden = narrowed.select_one("form.search-form input[type=hidden][name=region]")
    assert hidden is not None
    assert hidden["value"] == "02", "another search keeps the choice"


def test_the_language_of_the_page_does_not_narrow(sign_in: SignIn) -> None:
    found = page(sign_in(), "/search?q=réfugiés&lang=ar")
    assert found.html is not None
    assert found.html["lang"] == "ar"
    assert titles(found) == ["Accueil des réfugiés"]
    assert titles(page(sign_in(), "/search?q=réfugiés&language=ar")) == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Ce que vous pouvez chercher"),
        ("?!", "Il n’y a pas de mot à chercher"),
        ("de la", "Il n’y a pas de mot à chercher"),
        ("introuvable", "Rien trouvé pour"),
        ("réfugiés introuvables", "Rien ne réunit tous ces mots"),
        ("réfugiés&kind=reply", "Rien trouvé avec ces filtres"),
    ],
)
def test_each_emptiness_says_what_to_do(sign_in: SignIn, query: str, words: str) -> None:
    assert words in page(sign_in(), f"/search?q={query}").text.replace("\xa0", " ")


def test_what_was_typed_is_shown_as_text(sign_in: SignIn) -> None:
    typed = '"><script>alert(1)</script>'
    answer = sign_in().get("/search", query_string={"q": typed, "kind": typed, "theme": typed, "region": typed})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("cursor", ["after=note-999", "before=x", "after=%00", "after=%F0%9F%98%80"])
def test_a_cursor_that_leads_nowhere_shows_the_beginning(sign_in: SignIn, cursor: str) -> None:
    assert len(titles(page(sign_in(), f"/search?q=migration&{cursor}"))) == 2


@pytest.mark.parametrize("address", ["/search?q=", "/search/suggest?q="])
@pytest.mark.parametrize("typed", ['" OR *', "NEAR(", "a\x00b", "x" * 10_000, "الهِجرة"])
def test_no_typed_text_breaks_the_page(sign_in: SignIn, address: str, typed: str) -> None:
    name, _, argument = address.partition("?")
    assert sign_in().get(name, query_string={argument.rstrip("="): typed}).status_code == 200


def test_the_number_of_queries_does_not_grow(
    app: Flask, sign_in: SignIn, count_queries: Callable[[], AbstractContextManager[QueryCount]]
) -> None:
    browser = sign_in("partner")

    def queries() -> int:
        with count_queries() as counted:
            assert browser.get("/search?q=migration&region=02").status_code == 200
            assert browser.get("/search?q=migration").status_code == 200
        return int(counted)

    before = queries()
    with app.app_context():
        for number in range(60):
            reply(write(f"Migration {number}", regions=["02"], themes=["P03"]), "migration")
        db.session.remove()
    assert queries() <= before + 2, "names of themes and of topics, once"
    with count_queries() as counted:
        browser.get("/search?q=migration")
    assert int(counted) <= 12


def test_a_choice_that_nothing_has_finds_nothing(sign_in: SignIn) -> None:
    for name in ("kind", "theme", "region", "language"):
        assert sign_in().get("/search", query_string={"q": "migration", name: "x" * 5_000}).status_code == 200
