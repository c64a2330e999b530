"""Replying: what is checked, what is kept, what is told."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from hub.core.db import db
from hub.core.errors import Conflict, Invalid
from hub.forum.actions.concluding import close_topic
from hub.forum.actions.posting import reply
from hub.forum.models import Post
from hub.network.demo import DemoPeople, demo_people
from hub.services.notifications import Notification
from hub.services.text import MAX_SOURCE
from tests.conftest import Browser
from tests.factories.forum import make_category, make_reply, make_topic
from tests.forum.conftest import SmallForum

HOSTILE = """<script>alert(1)</script> <img src=x onerror=alert(2)> <a href="javascript:alert(3)">x</a>
[clic](javascript:alert(4)) [data](data:text/html,<script>alert(5)</script>) <div style="position:fixed" hx-get="/x">
<iframe src="//evil.example"></iframe> ![i](http://evil.example/i.png) \u202egnp.exe"""


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ("Bonjour à tous, voici comment nous avons ouvert le guichet.", "fr"),
        ("تحية طيبة، هذه تجربتنا في فتح شباك الاستقبال.", "ar"),
        ("Hello, this is what we have learnt from the first year.", "en"),
    ],
)
def test_the_language_is_found_from_the_text(people: DemoPeople, source: str, language: str) -> None:
    make_category()
    posted = make_reply(people["focal.tanger"], make_topic(people["organiser"]), source)
    post = db.session.scalars(select(Post).where(Post.topic_id == posted.topic_id, Post.number == 2)).one()
    assert post.language == language


def test_the_writer_corrects_the_language(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["organiser"])
    reply(people["focal.tanger"], topic_id, "OK", language="ar")
    assert db.session.scalars(select(Post.language).where(Post.number == 2)).one() == "ar"


@pytest.mark.parametrize(
    ("source", "language"), [("", ""), (" \r\n \t", ""), ("é" * (MAX_SOURCE + 1), ""), ("Oui", "de")]
)
def test_bad_input_is_refused_and_nothing_is_written(people: DemoPeople, source: str, language: str) -> None:
    make_category()
    topic_id = make_topic(people["organiser"])
    with pytest.raises(Invalid):
        reply(people["focal.tanger"], topic_id, source, language=language)
    db.session.rollback()
    assert db.session.scalars(select(Post.number)).all() == [1]


@pytest.mark.parametrize("source", ["", "x" * (MAX_SOURCE + 1)])
def test_a_refused_reply_comes_back_with_its_text(
    small_forum: SmallForum, sign_in: Callable[..., Browser], source: str
) -> None:
    browser = sign_in("focal.tanger")
    answer = browser.post(f"/forum/topics/{small_forum.topics['public']}/posts", {"source": source, "language": "ar"})
    page = BeautifulSoup(answer.text, "html.parser")
    area = page.select_one("#source")
    assert answer.status_code == 422
    assert area is not None
    assert area.text.strip("\n") == source
    assert area["aria-invalid"] == "true"
    assert page.select_one("#source-error") is not None
    chosen = page.select_one("#language option[selected]")
    assert chosen is not None
    assert chosen["value"] == "ar"


def test_a_topic_closed_meanwhile_gives_the_text_back_with_the_reason(
    app: Flask, small_forum: SmallForum, sign_in: Callable[..., Browser]
) -> None:
    topic_id = small_forum.topics["public"]
    browser = sign_in("focal.tanger")
    with app.app_context():
        close_topic(demo_people(db.session)["organiser"], topic_id, "Synthèse publiée")
    answer = browser.post(f"/forum/topics/{topic_id}/posts", {"source": "Trop tard, mais pas perdu."})
    assert answer.status_code == 409
    assert "Trop tard, mais pas perdu." in answer.text
    assert "Synthèse publiée" in answer.text


def test_nobody_posts_in_a_closed_topic(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["organiser"])
    close_topic(people["organiser"], topic_id)
    for name in ("organiser", "focal.tanger", "admin"):
        with pytest.raises(Conflict):
            reply(people[name], topic_id, "Encore un mot.")


def test_the_same_form_sent_twice_makes_one_post(small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    browser = sign_in("focal.tanger")
    topic_id = small_forum.topics["members"]
    form = {"source": "Merci pour cet échange.", "form_token": "abc"}
    first = browser.post(f"/forum/topics/{topic_id}/posts", form)
    second = browser.post(f"/forum/topics/{topic_id}/posts", form)
    assert first.headers["Location"] == second.headers["Location"] == f"/forum/topics/{topic_id}?post=2#post-2"
    assert "post-3" not in browser.get(f"/forum/topics/{topic_id}").text


def test_a_token_of_somebody_else_is_not_theirs(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["organiser"])
    first = reply(people["focal.tanger"], topic_id, "Le mien.", form_token="abc")
    second = reply(people["central"], topic_id, "Le mien aussi.", form_token="abc")
    assert (first.number, second.number) == (2, 3)


def test_hostile_text_is_shown_as_text(small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    browser = sign_in("partner")
    topic_id = small_forum.topics["public"]
    assert browser.post(f"/forum/topics/{topic_id}/posts", {"source": HOSTILE}).status_code == 302
    page = BeautifulSoup(browser.get(f"/forum/topics/{topic_id}").text, "html.parser")
    post = page.select_one("#post-2 .prose")
    assert post is not None
    assert not post.select("script, iframe, style, form, input, object, embed, img[src^=http]")
    for element in post.find_all(True):
        assert not any(name.startswith(("on", "hx-")) or name == "style" for name in element.attrs)
        assert str(element.get("href", "")).split(":")[0] not in {"javascript", "data"}
    assert "alert(1)" in post.text


def test_author_and_answered_person_are_told_once(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["organiser"])
    make_reply(people["focal.tanger"], topic_id)
    db.session.query(Notification).delete()
    make_reply(people["central"], topic_id, reply_to=2)
    told = db.session.execute(select(Notification.person_id, Notification.kind, Notification.data)).all()
    assert {row.person_id for row in told} == {people["organiser"].person_id, people["focal.tanger"].person_id}
    assert len(told) == 2
    assert {row.kind for row in told} == {"forum.reply"}
    assert {row.data["address"] for row in told} == {f"/forum/topics/{topic_id}?post=3#post-3"}


def test_the_writer_is_not_told_of_their_own_reply(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["organiser"])
    make_reply(people["organiser"], topic_id, reply_to=1)
    assert db.session.scalars(select(Notification)).all() == []


def test_long_threads_are_paged_by_number(app: Flask, small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    topic_id = small_forum.topics["public"]
    with app.app_context():
        writer = demo_people(db.session)["central"]
        for number in range(2, 46):
            reply(writer, topic_id, f"Message {number}")
    browser = sign_in()

    def numbers(query: str) -> list[int]:
        page = BeautifulSoup(browser.get(f"/forum/topics/{topic_id}{query}").text, "html.parser")
        return [int(str(post["id"]).removeprefix("post-")) for post in page.select("article.post")]

    assert numbers("") == list(range(1, 21))
    assert numbers("?from=21") == list(range(21, 41))
    assert numbers("?post=45") == list(range(41, 46))
    assert numbers("?from=999") == list(range(41, 46))
    assert numbers("?from=-5") == numbers("?from=abc") == numbers("?post=0") == list(range(1, 21))
