"""The home pages with the demo network in them: what they gather, and no more queries than when empty."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from hub import setup
from hub.core.db import db, one_transaction
from hub.network.demo import demo_people
from tests.conftest import Browser, QueryCount

SignIn = Callable[..., Browser]
Counting = Callable[[], AbstractContextManager[QueryCount]]


@pytest.fixture
def demo(app: Flask) -> Flask:
    with app.app_context():
        setup.load_reference()
        for load in setup.DEMO_STEPS.values():
            with one_transaction():
                load(demo_people(db.session))
        db.session.remove()
    return app


def section(page: BeautifulSoup, heading: str) -> Tag:
    found = page.find(attrs={"aria-labelledby": heading})
    assert isinstance(found, Tag), heading
    return found


def test_home_gathers_the_network_within_the_budget(demo: Flask, sign_in: SignIn, count_queries: Counting) -> None:
    visitor, member = sign_in(), sign_in("focal.oriental")
    for browser, address in ((visitor, "/"), (member, "/"), (visitor, "/regions/02"), (member, "/regions/02")):
        browser.get(address)
        with count_queries() as counted:
            answer = browser.get(address)
        assert answer.status_code == 200
        assert int(counted) <= 12, (address, counted.statements)

    front = BeautifulSoup(visitor.get("/").text, "html.parser")
    assert section(front, "practices").select(".card-title a[href^='/library/']")
    assert section(front, "events").select("a[href^='/events/']")
    assert section(front, "figures").select(".stat-value")

    week = BeautifulSoup(member.get("/").text, "html.parser")
    assert section(week, "next").select("a[href^='/events/']")
    assert section(week, "questions").select(".row-title a[href^='/forum/']")
    titles = [link.get_text() for link in week.select(".stack .rows .row-title a")]
    assert len(titles) == len(set(titles)), "a topic stands once"

    region = BeautifulSoup(member.get("/regions/02").text, "html.parser")
    for part in ("practices", "questions", "events", "figures", "team", "partners"):
        assert section(region, part).select("li, tr"), part


def test_visitor_finds_no_members_topic_on_a_region_page(demo: Flask, sign_in: SignIn) -> None:
    member = BeautifulSoup(sign_in("focal.oriental").get("/regions/02").text, "html.parser")
    visitor = BeautifulSoup(sign_in().get("/regions/02").text, "html.parser")
    seen = {link["href"] for link in section(member, "questions").select(".row-title a")}
    public = {link["href"] for link in section(visitor, "questions").select(".row-title a")}
    assert seen
    assert public <= seen
    for address in seen - public:
        assert sign_in().get(str(address)).status_code in {302, 404}
