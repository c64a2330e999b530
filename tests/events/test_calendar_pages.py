"""Month, list and agenda as readers get them."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from hub.core.clock import today
from hub.core.db import db, one_transaction
from hub.core.multilingual import MultilingualText
from hub.events.actions.cancelling import cancel_event
from hub.events.demo import load_large
from hub.events.recurrence import Frequency, Rule
from hub.network.demo import demo_people
from tests.conftest import QueryCount, SignIn
from tests.factories import events as make

Count = Callable[[], AbstractContextManager[QueryCount]]


@pytest.fixture
def march(app: Flask) -> None:
    """March 2027: a two-day workshop, a weekly clinic for members, one of Oriental's team, a draft, a cancelled one."""
    with app.app_context():
        people = demo_people(db.session)
        organiser = people["organiser"]
        make.event(
            organiser,
            title=MultilingualText(fr="Atelier public", ar="ورشة عمومية"),
            schedule=make.schedule(date(2027, 3, 2), date(2027, 3, 3), start=None),
            regions=frozenset({"02"}),
            themes=frozenset({"P01"}),
        )
        make.event(
            organiser,
            kind="peer_clinic",
            title=MultilingualText(fr="Clinique des membres"),
            audience="members",
            rule=Rule(Frequency.WEEKLY, weekdays=(1,), count=3),
        )
        make.event(
            people["focal.oriental"],
            title=MultilingualText(fr="Équipe de l’Oriental"),
            audience="region:02",
            regions=frozenset({"02"}),
        )
        make.event(organiser, title=MultilingualText(fr="Brouillon secret"), publish=False)
        cancelled = make.event(organiser, title=MultilingualText(fr="Séance annulée"))
        cancel_event(organiser, cancelled.id, "Salle indisponible")


def cells(html: str) -> dict[str, str]:
    """Text of each day's cell, by its date."""
    table = BeautifulSoup(html, "html.parser").find("table", class_="month")
    assert table is not None
    return {cell.find("time")["datetime"]: cell.get_text(" ", strip=True) for cell in table.find_all("td")}


@pytest.mark.usefixtures("march")
def test_the_month_is_a_table_that_says_what_it_is(sign_in: SignIn) -> None:
    soup = BeautifulSoup(sign_in().get("/events/?month=2027-03").text, "html.parser")
    table = soup.find("table", class_="month")
    assert table is not None
    assert table.find("caption").get_text(strip=True) == "mars 2027"
    heads = table.find_all("th")
    assert [head["scope"] for head in heads] == ["col"] * 7
    assert heads[0].find("abbr")["title"] == "lundi"
    assert len(table.find_all("td")) == 35


@pytest.mark.usefixtures("march")
def test_each_reader_sees_their_own_month(sign_in: SignIn) -> None:
    visitor = cells(sign_in().get("/events/?month=2027-03").text)
    assert "Atelier public" in visitor["2027-03-02"]
    assert "Atelier public" in visitor["2027-03-03"]
    assert "Séance annulée" in visitor["2027-03-09"]
    assert "Clinique" not in visitor["2027-03-09"]
    member = cells(sign_in("focal.tanger").get("/events/?month=2027-03").text)
    assert all("10:00 Clinique des membres" in member[day] for day in ("2027-03-09", "2027-03-16", "2027-03-23"))
    assert "Équipe" not in member["2027-03-09"]
    assert "Équipe de l’Oriental" in cells(sign_in("member.oriental").get("/events/?month=2027-03").text)["2027-03-09"]
    for who, sees in ((None, False), ("focal.oriental", False), ("organiser", True), ("admin", True)):
        assert ("Brouillon secret" in sign_in(who).get("/events/?month=2027-03").text) is sees


@pytest.mark.usefixtures("march")
def test_filters_narrow_every_view(sign_in: SignIn) -> None:
    browser = sign_in("focal.oriental")
    for view in ("month", "agenda", "list"):
        address = f"/events/?view={view}&month=2027-03"
        assert "Atelier public" in browser.get(f"{address}&region=02&theme=P01&kind=workshop").text
        for other in ("region=09", "theme=P02", "kind=seminar"):
            assert "Atelier public" not in browser.get(f"{address}&{other}").text


@pytest.mark.usefixtures("march")
def test_arabic_reads_from_right_to_left_with_arabic_titles(sign_in: SignIn) -> None:
    html = sign_in(None, "ar").get("/events/?month=2027-03").text
    assert '<html lang="ar" dir="rtl"' in html
    assert "ورشة عمومية" in html
    assert '<span lang="fr" dir="ltr">Séance annulée</span>' in html


@pytest.mark.parametrize("query", ["view=week", "month=2027-13", "month=soon"])
def test_what_is_no_view_or_month_is_not_found(sign_in: SignIn, query: str) -> None:
    assert sign_in().get(f"/events/?{query}").status_code == 404


def test_empty_pages_say_what_belongs_there(sign_in: SignIn) -> None:
    for view in ("month", "agenda", "list", "list&when=past"):
        answer = sign_in().get(f"/events/?view={view}")
        assert answer.status_code == 200
        assert "empty-title" in answer.text


def test_the_list_is_read_page_by_page(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        organiser = demo_people(db.session)["organiser"]
        with one_transaction():
            for number in range(45):
                when = make.schedule(today() + timedelta(days=1 + number // 3))
                make.event(organiser, title=MultilingualText(fr=f"Rencontre n° {number:02d}."), schedule=when)
    found, address, browser = [], "/events/?view=list", sign_in()
    for _ in range(3):
        html = browser.get(address).text
        found += re.findall(r"Rencontre n° (\d\d)\.", html)
        following = BeautifulSoup(html, "html.parser").find("a", rel="next")
        address = following["href"] if following else ""
    assert found == [f"{number:02d}" for number in range(45)]
    assert address == ""
    previous = BeautifulSoup(html, "html.parser").find("a", rel="prev")["href"]
    assert re.findall(r"Rencontre n° (\d\d)\.", browser.get(previous).text) == [f"{n:02d}" for n in range(20, 40)]


def test_past_and_undated_events(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        organiser = demo_people(db.session)["organiser"]
        make.event(
            organiser, title=MultilingualText(fr="Ancien"), schedule=make.schedule(date(2019, 7, 25), start=None)
        )
        make.event(
            organiser,
            title=MultilingualText(fr="Sans date"),
            schedule=None,
            date_note="Un mardi de 2019",
            place="Agadir",
        )
    browser = sign_in()
    past = browser.get("/events/?view=list&when=past").text
    assert "Ancien" in past
    assert "Sans date" in past
    assert "Un mardi de 2019" in past
    assert "Ancien" not in browser.get("/events/?view=list").text
    assert "Sans date" not in browser.get("/events/").text
    assert browser.get("/events/2").status_code == 200
    assert browser.get("/events/2.ics").status_code == 404


@pytest.mark.parametrize("address", ["/events/", "/events/?view=list", "/events/?view=agenda", "/decisions/"])
def test_queries_do_not_grow_with_the_calendar(app: Flask, sign_in: SignIn, count_queries: Count, address: str) -> None:
    browser = sign_in("focal.oriental")
    browser.get(address)  # names of regions and themes are kept from here on
    counts: list[int] = []
    for size in (20, 300):
        with app.app_context():
            with one_transaction():
                load_large(events=size, seed=size)
            db.session.remove()
        with count_queries() as counted:
            assert browser.get(address).status_code == 200
        counts.append(int(counted))
    assert counts[0] == counts[1] <= 12


def test_pages_answer_in_three_languages(march: Any, sign_in: SignIn) -> None:
    for code, direction in (("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")):
        for address in ("/events/", "/events/?view=list", "/events/?view=agenda", "/events/1", "/decisions/"):
            answer = sign_in("organiser", code).get(address)
            assert answer.status_code == 200
            assert f'<html lang="{code}" dir="{direction}"' in answer.text
