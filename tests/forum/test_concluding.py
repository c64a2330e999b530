"""Accept, close, pin: who may, what shows, how it is taken back."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from hub.core.db import db
from hub.core.errors import Forbidden, Invalid
from hub.forum.actions.concluding import accept_answer, close_topic, pin_topic, reopen_topic
from hub.forum.actions.removing import remove_post
from hub.forum.models import Category, Post, Topic
from hub.forum.queries.lists import of_category
from hub.network.demo import DemoPeople, demo_people
from hub.services.notifications import Notification
from tests.conftest import Browser
from tests.factories.forum import make_category, make_replies, make_reply, make_topic
from tests.forum.conftest import SmallForum


def _question(people: DemoPeople) -> int:
    make_category()
    topic_id = make_topic(people["focal.oriental"])
    make_reply(people["focal.tanger"], topic_id, "Voici la réponse.")
    return topic_id


def _topic(topic_id: int) -> Topic:
    found = db.session.get(Topic, topic_id, populate_existing=True)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "allowed"),
    [("focal.oriental", True), ("organiser", True), ("admin", True), ("focal.tanger", False), ("central", False)],
)
def test_the_asker_and_facilitators_conclude(people: DemoPeople, name: str, allowed: bool) -> None:
    topic_id = _question(people)
    if not allowed:
        for act in (lambda: accept_answer(people[name], topic_id, 2), lambda: close_topic(people[name], topic_id)):
            with pytest.raises(Forbidden):
                act()
        return
    accept_answer(people[name], topic_id, 2)
    close_topic(people[name], topic_id, "Merci à tous")
    assert (_topic(topic_id).accepted_number, _topic(topic_id).closed_reason) == (2, "Merci à tous")
    reopen_topic(people[name], topic_id)
    accept_answer(people[name], topic_id, None)
    assert (_topic(topic_id).accepted_number, _topic(topic_id).closed_at) == (None, None)


@pytest.mark.parametrize("number", [0, 1, 9, -1])
def test_only_an_answer_is_accepted(people: DemoPeople, number: int) -> None:
    topic_id = _question(people)
    with pytest.raises(Invalid):
        accept_answer(people["focal.oriental"], topic_id, number)


def test_the_author_of_the_answer_is_told(people: DemoPeople) -> None:
    topic_id = _question(people)
    db.session.query(Notification).delete()
    accept_answer(people["focal.oriental"], topic_id, 2)
    accept_answer(people["focal.oriental"], topic_id, 2)
    assert [(row.person_id, row.kind) for row in db.session.scalars(select(Notification))] == [
        (people["focal.tanger"].person_id, "forum.accepted")
    ]


def test_a_removed_answer_is_no_longer_accepted(people: DemoPeople) -> None:
    topic_id = _question(people)
    accept_answer(people["focal.oriental"], topic_id, 2)
    remove_post(people["focal.tanger"], db.session.scalars(select(Post.id).where(Post.number == 2)).one())
    assert _topic(topic_id).accepted_number is None


def test_the_accepted_answer_stands_under_the_question(
    app: Flask, small_forum: SmallForum, sign_in: Callable[..., Browser]
) -> None:
    topic_id = small_forum.topics["public"]
    with app.app_context():
        people = demo_people(db.session)
        make_replies(people["central"], topic_id, 24)
        make_reply(people["focal.tanger"], topic_id, "La bonne réponse, page 2.")
        accept_answer(people["organiser"], topic_id, 26)
    page = BeautifulSoup(sign_in().get(f"/forum/topics/{topic_id}").text, "html.parser")
    question = page.select_one("#post-1")
    assert question is not None
    shown = question.find_next_sibling()
    assert shown is not None
    assert "accepted" in shown["class"]
    assert "La bonne réponse, page 2." in shown.text
    assert shown.select_one(f'a[href="/forum/topics/{topic_id}?post=26#post-26"]') is not None


def test_states_are_set_and_taken_back_by_forms(small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    topic_id = small_forum.topics["members"]
    address = f"/forum/topics/{topic_id}"
    author = sign_in("focal.oriental")
    author.post(f"{address}/posts", {"source": "Je me réponds."})
    assert author.post(f"{address}/acceptance", {"number": "2"}).status_code == 302
    assert "post--accepted" in author.get(address).text
    author.post(f"{address}/acceptance", {"number": "2", "state": "off"})
    assert "post--accepted" not in author.get(address).text
    author.post(f"{address}/closure", {"reason": "Réglé depuis"})
    page = author.get(address).text
    assert "Réglé depuis" in page
    assert 'id="reply"' not in page
    author.post(f"{address}/closure", {"state": "off"})
    assert 'id="reply"' in author.get(address).text
    assert author.post(f"{address}/pin").status_code == 403
    organiser = sign_in("organiser")
    assert organiser.post(f"{address}/pin").status_code == 302


def test_a_reason_has_a_limit(small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    browser = sign_in("focal.oriental")
    answer = browser.post(f"/forum/topics/{small_forum.topics['members']}/closure", {"reason": "x" * 301})
    assert answer.status_code == 422


def test_pinned_topics_lead_their_category_on_every_page_size(people: DemoPeople) -> None:
    make_category()
    ids = [make_topic(people["organiser"], title=f"Sujet {number}") for number in range(25)]
    pin_topic(people["organiser"], ids[0], True)
    category_id = db.session.scalars(select(Category.id)).one()
    first = of_category(db.session, people["focal.tanger"], category_id)
    assert first.items[0].id == ids[0]
    assert [row.is_pinned for row in first.items] == [True] + [False] * 19
    pin_topic(people["organiser"], ids[0], False)
    assert of_category(db.session, people["focal.tanger"], category_id).items[0].id == ids[-1]
