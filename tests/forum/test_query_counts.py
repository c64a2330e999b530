"""Queries of a page do not grow with what it shows."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask

from hub.core.db import db
from hub.network.demo import demo_people
from tests.conftest import Browser, QueryCount
from tests.factories.forum import make_replies, make_topic
from tests.forum.conftest import SmallForum

MOST = 12


@pytest.mark.parametrize("role", [None, "focal.oriental"])
def test_pages_ask_as_much_of_a_large_forum_as_of_a_small_one(
    app: Flask,
    small_forum: SmallForum,
    sign_in: Callable[..., Browser],
    count_queries: Callable[[], AbstractContextManager[QueryCount]],
    role: str | None,
) -> None:
    topic_id = small_forum.topics["public"]
    addresses = [
        "/forum/",
        "/forum/?view=unread",
        "/forum/?view=unanswered",
        "/forum/?theme=P05&region=02",
        "/forum/categories/public",
        f"/forum/topics/{topic_id}",
        "/forum/feed.atom",
    ]
    browser = sign_in(role)
    small = _count(browser, addresses, count_queries)
    with app.app_context():
        people = demo_people(db.session)
        names = ("organiser", "central", "partner", "focal.tanger")
        for number in range(24):
            author = people[names[number % len(names)]]
            make_topic(author, "public", f"Sujet {number}", themes=["P05"], asked=["02"], regions=["09"])
            make_replies(people[names[(number + 1) % len(names)]], topic_id, 1)
    large = _count(browser, addresses, count_queries)
    for address in addresses:
        assert large[address] <= MOST, address
        assert large[address] <= small[address] + 1, address


def _count(
    browser: Browser, addresses: list[str], count_queries: Callable[[], AbstractContextManager[QueryCount]]
) -> dict[str, int]:
    counts = {}
    for address in addresses:
        with count_queries() as counted:
            assert browser.get(address).status_code == 200
        counts[address] = int(counted)
    return counts
