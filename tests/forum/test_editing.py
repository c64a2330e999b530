"""Editing: who may, what stays readable, what happens when two write at once."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from hub.core.db import db
from hub.core.errors import Forbidden
from hub.forum.actions.concluding import close_topic
from hub.forum.actions.editing import ChangedMeanwhile, edit_post
from hub.forum.models import Post, PostRevision
from hub.forum.queries.history import versions
from hub.network.demo import DemoPeople, demo_people
from hub.services.notifications import Notification
from tests.conftest import Browser
from tests.factories.forum import make_category, make_topic
from tests.forum.conftest import SmallForum


def _first() -> Post:
    return db.session.scalars(select(Post).where(Post.number == 1)).one()


def test_former_texts_stay_readable_with_what_changed(people: DemoPeople) -> None:
    make_category()
    author = people["focal.oriental"]
    make_topic(author, source="Le guichet coûte 211 000 DH par an.")
    edit_post(author, _first().id, "Le guichet coûte 196 000 DH par an.", version=1)
    edit_post(author, _first().id, "Le guichet coûte 196 000 DH par an, hors loyer.", version=2)
    newest, middle, oldest = versions(db.session, _first())
    assert [version.number for version in (newest, middle, oldest)] == [3, 2, 1]
    assert oldest.changes is None
    assert middle.changes is not None
    assert "<del>211</del>" in middle.changes
    assert "<ins>196</ins>" in middle.changes
    assert newest.changes is not None
    assert "<del>" not in newest.changes
    assert "hors loyer" in newest.changes


def test_saving_the_same_text_leaves_no_trace(people: DemoPeople) -> None:
    make_category()
    make_topic(people["focal.oriental"], source="Inchangé.")
    edit_post(people["focal.oriental"], _first().id, "Inchangé.  \r\n", language="fr", version=1)
    assert _first().edited_at is None
    assert db.session.scalars(select(PostRevision)).all() == []


@pytest.mark.parametrize("name", ["admin", "organiser", "focal.tanger"])
def test_nobody_puts_words_into_anothers_mouth(people: DemoPeople, name: str) -> None:
    make_category()
    make_topic(people["focal.oriental"])
    with pytest.raises(Forbidden):
        edit_post(people[name], _first().id, "Autre chose.", version=1)


def test_a_closed_topic_is_not_rewritten(people: DemoPeople) -> None:
    make_category()
    author = people["focal.oriental"]
    close_topic(author, make_topic(author))
    with pytest.raises(Forbidden):
        edit_post(author, _first().id, "Autre chose.", version=1)


def test_the_second_of_two_editors_is_told(people: DemoPeople) -> None:
    make_category()
    author = people["focal.oriental"]
    make_topic(author, source="Départ.")
    edit_post(author, _first().id, "Premier onglet.", version=1)
    with pytest.raises(ChangedMeanwhile):
        edit_post(author, _first().id, "Second onglet.", version=1)
    assert _first().source == "Premier onglet."
    assert len(db.session.scalars(select(PostRevision)).all()) == 1


def test_a_conflict_shows_both_texts_and_can_be_settled(
    app: Flask, small_forum: SmallForum, sign_in: Callable[..., Browser]
) -> None:
    with app.app_context():
        post = db.session.scalars(select(Post).where(Post.topic_id == small_forum.topics["members"])).one()
        post_id = post.id
        edit_post(demo_people(db.session)["focal.oriental"], post_id, "Texte de l’autre onglet.", version=1)
    browser = sign_in("focal.oriental")
    answer = browser.post(f"/forum/posts/{post_id}/edit", {"source": "Mon texte.", "version": "1"})
    page = BeautifulSoup(answer.text, "html.parser")
    area, version = page.select_one("#source"), page.select_one("input[name=version]")
    assert answer.status_code == 409
    assert "Texte de l’autre onglet." in answer.text
    assert area is not None
    assert area.text.strip() == "Mon texte."
    assert version is not None
    assert version["value"] == "2"
    settled = browser.post(f"/forum/posts/{post_id}/edit", {"source": "Mon texte.", "version": version["value"]})
    assert settled.status_code == 302
    assert "Mon texte." in browser.get(f"/forum/topics/{small_forum.topics['members']}").text


def test_the_edit_page_is_for_the_author(small_forum: SmallForum, sign_in: Callable[..., Browser], app: Flask) -> None:
    with app.app_context():
        post_id = db.session.scalars(select(Post.id).where(Post.topic_id == small_forum.topics["members"])).one()
    assert sign_in("focal.oriental").get(f"/forum/posts/{post_id}/edit").status_code == 200
    assert sign_in("focal.tanger").get(f"/forum/posts/{post_id}/edit").status_code == 403


def test_an_edit_calls_only_those_it_adds(people: DemoPeople) -> None:
    make_category()
    author = people["focal.oriental"]
    make_topic(author, source="@central, un avis ?")
    db.session.query(Notification).delete()
    edit_post(author, _first().id, "@central et @focal-tanger, un avis ?", version=1)
    assert db.session.scalars(select(Notification.person_id)).all() == [people["focal.tanger"].person_id]
