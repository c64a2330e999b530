"""A small forum with one topic in a category of each audience."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE, Actor, group_audience, region_audience
from hub.core.db import db
from hub.network.demo import demo_people
from tests.factories.forum import make_category, make_group, make_topic

Write = Callable[[], dict[str, Actor]]


@dataclass(frozen=True)
class SmallForum:
    """`topics`: id of the topic in the category whose slug is the key."""

    topics: dict[str, int]


@pytest.fixture
def small_forum(app: Flask) -> SmallForum:
    """For tests with a browser: no context is left open."""
    with app.app_context():
        return fill_forum()


def fill_forum() -> SmallForum:
    people = demo_people(db.session)
    group = make_group(people["focal.souss-massa"], people["partner"])
    people = demo_people(db.session)
    audiences = {
        "public": (PUBLIC_AUDIENCE, "organiser"),
        "members": (MEMBERS_AUDIENCE, "focal.oriental"),
        "oriental": (region_audience("02"), "focal.oriental"),
        "souss": (region_audience("09"), "focal.souss-massa"),
        "group": (group_audience(group.id), "partner"),
    }
    topics = {}
    for slug, (audience, author) in audiences.items():
        make_category(slug, audience)
        topics[slug] = make_topic(people[author], slug, title=f"Sujet de {slug}", source=f"Texte propre à {slug}.")
    return SmallForum(topics)
