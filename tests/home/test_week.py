"""My week: what waits for a member."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from hub.core.access import Role
from hub.core.db import db
from hub.home.week import my_week
from hub.network.demo import DemoPeople
from tests.conftest import Browser, QueryCount
from tests.factories.library import published

SignIn = Callable[..., Browser]
BUDGET = 12


@pytest.mark.parametrize("local_part", ["focal.oriental", "focal.souss-massa", "organiser", "partner", "admin"])
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_week_of_each_role(sign_in: SignIn, local_part: str, language: str) -> None:
    answer = sign_in(local_part, language=language).get("/")
    assert answer.status_code == 200
    assert BeautifulSoup(answer.text, "html.parser").html["lang"] == language


def test_member_of_a_region_sees_what_changed_there(people: DemoPeople) -> None:
    week = my_week(db.session, people["focal.oriental"])
    assert week.regions == ["02"]
    assert str(week.region_names["02"]) == "Oriental"


def test_member_without_a_region_sees_the_whole_network(people: DemoPeople) -> None:
    assert my_week(db.session, people["organiser"]).regions == []


def test_member_of_several_regions_sees_what_changed_in_each(people: DemoPeople) -> None:
    places = {"focal.oriental": "02", "focal.souss-massa": "09", "focal.tanger": "01"}
    made = {code: published(people, owner, regions=(code,)).id for owner, code in places.items()}
    reader = replace(people["organiser"], grants=frozenset({(Role.MEMBER, "02"), (Role.MEMBER, "09")}))
    practices = my_week(db.session, reader).region_practices
    assert {card.id for card in practices} == {made["02"], made["09"]}


def test_quiet_week_offers_something_useful(sign_in: SignIn) -> None:
    page = BeautifulSoup(sign_in("focal.oriental").get("/").text, "html.parser")
    assert page.select(".useful a[href='/library/new']")


def test_query_budget(sign_in: SignIn, count_queries: Callable[[], AbstractContextManager[QueryCount]]) -> None:
    browser = sign_in("focal.oriental")
    browser.get("/")
    with count_queries() as counted:
        browser.get("/")
    assert int(counted) <= BUDGET, counted.statements
