"""Mentions call people who may read; the writer learns of the others."""

from collections.abc import Callable

from bs4 import BeautifulSoup
from sqlalchemy import select

from hub.core.access import region_audience
from hub.core.db import db
from hub.forum.actions.posting import reply
from hub.forum.models import Post
from hub.network.demo import DemoPeople
from hub.services.notifications import Notification
from tests.conftest import Browser
from tests.factories.forum import make_category, make_topic
from tests.forum.conftest import SmallForum


def _told() -> list[tuple[int, str]]:
    rows = db.session.execute(select(Notification.person_id, Notification.kind))
    return [(row.person_id, row.kind) for row in rows]


def test_a_mention_calls_once_and_links(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["organiser"])
    reply(people["focal.tanger"], topic_id, "@Central, et encore @central : votre avis ?")
    central = people["central"].person_id
    assert (central, "forum.mention") in _told()
    assert len([person for person, _ in _told() if person == central]) == 1
    html = db.session.scalars(select(Post.html).where(Post.number == 2)).one()
    assert 'class="mention"' in html
    assert 'href="/people/central"' in html


def test_the_mentioned_author_is_told_of_the_mention_not_of_the_reply(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["organiser"])
    reply(people["focal.tanger"], topic_id, "@organiser, c’est noté.")
    assert _told() == [(people["organiser"].person_id, "forum.mention")]


def test_who_cannot_read_is_not_told_and_the_writer_knows(people: DemoPeople) -> None:
    make_category("oriental", region_audience("02"))
    topic_id = make_topic(people["focal.oriental"], "oriental")
    posted = reply(people["member.oriental"], topic_id, "@focal-tanger @personne-ici @focal-oriental @admin")
    assert {person for person, _ in _told()} == {people["focal.oriental"].person_id, people["admin"].person_id}
    warnings = " ".join(posted.warnings)
    assert "Tanger" in warnings
    assert "@personne-ici" in warnings
    assert "Oriental" not in warnings
    html = db.session.scalars(select(Post.html).where(Post.number == 2)).one()
    assert 'href="/people/focal-tanger"' not in html


def test_the_warning_stands_on_the_page(small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    browser = sign_in("member.oriental")
    answer = browser.post(
        f"/forum/topics/{small_forum.topics['oriental']}/posts",
        {"source": "@focal-tanger, qu’en pensez-vous ?"},
        follow_redirects=True,
    )
    notice = BeautifulSoup(answer.text, "html.parser").select_one(".flashes .notice--warning")
    assert notice is not None
    assert "Point focal – Tanger" in notice.text


def test_quoting_a_mention_calls_nobody(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["organiser"])
    reply(people["focal.tanger"], topic_id, "> @central disait cela\n\nJe ne suis pas d’accord.")
    assert people["central"].person_id not in {person for person, _ in _told()}
