"""The regions' pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from hub.core import clock
from hub.core.access import VISITOR, Role
from hub.core.db import db
from hub.home.queries import partners, team
from hub.network.demo import DemoPeople
from hub.network.models import Person, RoleGrant
from tests.conftest import Browser, QueryCount

SignIn = Callable[..., Browser]


def test_list_names_the_twelve(sign_in: SignIn) -> None:
    page = BeautifulSoup(sign_in(language="ar").get("/regions/").text, "html.parser")
    assert len(page.select(".regions-list > li")) == 12
    assert "الشرق" in page.main.get_text()


@pytest.mark.parametrize("code", ["00", "13", "2", "abc", "02%20"])
def test_unknown_region_is_not_found(sign_in: SignIn, code: str) -> None:
    assert sign_in().get(f"/regions/{code}").status_code == 404


def test_key_figures_are_those_of_the_census(sign_in: SignIn) -> None:
    page = BeautifulSoup(sign_in(language="en").get("/regions/02").text, "html.parser")
    assert page.select_one(".stat-value").get_text() == "2,294,665"


def test_team_is_shown_to_members_only(sign_in: SignIn) -> None:
    assert "Point focal – Oriental" in sign_in("partner").get("/regions/02").text
    assert "Point focal – Oriental" not in sign_in().get("/regions/02").text


def test_team_leaves_out_who_did_not_agree_to_the_directory(people: DemoPeople) -> None:
    member = db.session.query(Person).filter_by(email="member.oriental@demo.example").one()
    member.in_directory = False
    db.session.flush()
    assert member.name not in [one.name for one in team(db.session, people["partner"], "02")]
    member.in_directory = True
    db.session.flush()
    assert member.name in [one.name for one in team(db.session, people["partner"], "02")]


def test_team_is_of_today(people: DemoPeople) -> None:
    person_id = people["partner"].person_id
    assert person_id is not None
    yesterday = clock.today() - timedelta(days=1)
    db.session.add(
        RoleGrant(person_id=person_id, role=Role.FOCAL_POINT, region_code="05", starts_on=yesterday, ends_on=yesterday)
    )
    db.session.flush()
    assert team(db.session, people["admin"], "05") == []


def test_suspended_person_is_not_in_the_team(people: DemoPeople) -> None:
    person = db.session.get(Person, people["focal.oriental"].person_id)
    assert person is not None
    person.suspended_at = clock.utcnow()
    db.session.flush()
    assert person.id not in [one.person_id for one in team(db.session, people["admin"], "02")]


def test_visitor_has_no_team(context: Flask) -> None:
    assert team(db.session, VISITOR, "02") == []


def test_regional_council_comes_first(people: DemoPeople) -> None:
    assert [partner.kind for partner in partners(db.session, "02")] == ["regional_council", "commune"]


@pytest.mark.parametrize("address", ["/", "/regions/", "/regions/02"])
def test_query_budget(
    sign_in: SignIn, count_queries: Callable[[], AbstractContextManager[QueryCount]], address: str
) -> None:
    browser = sign_in()
    browser.get(address)
    with count_queries() as counted:
        browser.get(address)
    assert int(counted) <= 12, counted.statements
