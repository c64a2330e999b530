"""Starting a topic, asking regions, changing what a topic says of itself."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from hub.core.db import db
from hub.core.errors import Conflict, Forbidden, Invalid
from hub.forum.actions.posting import reply
from hub.forum.actions.starting import TopicDraft, edit_topic, start_topic
from hub.forum.models import Category, Starters, Topic
from hub.forum.queries import questions_for_region, region_questions
from hub.forum.queries.lists import TopicFilter, View, of_view
from hub.network.demo import DemoPeople, demo_people
from hub.services.notifications import Notification
from tests.conftest import Browser
from tests.factories.forum import make_category, make_topic

FORM = {
    "category": "questions",
    "kind": "question",
    "title": "Qui paie l’interprète ?",
    "source": "Chez vous, sur quelle ligne ?",
    "themes": ["P05"],
    "asked": ["09"],
    "form_token": "t1",
}


def test_a_topic_is_started_by_the_form(app: Flask, sign_in: Callable[..., Browser]) -> None:
    with app.app_context():
        make_category()
    browser = sign_in("focal.tanger")
    assert browser.get("/forum/new?category=questions").status_code == 200
    first = browser.post("/forum/new", FORM)
    again = browser.post("/forum/new", FORM)
    assert first.status_code == 302
    assert first.headers["Location"] == again.headers["Location"].split("?")[0]
    page = browser.get(first.headers["Location"]).text
    assert "Qui paie l’interprète ?" in page
    assert "Souss-Massa" in page
    with app.app_context():
        assert db.session.scalars(select(Category.topics_count)).one() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 161),
        ("source", " "),
        ("source", "x" * 20_001),
        ("category", "nulle-part"),
        ("kind", ""),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    app: Flask, sign_in: Callable[..., Browser], field: str, value: str
) -> None:
    with app.app_context():
        make_category()
    answer = sign_in("focal.tanger").post("/forum/new", FORM | {field: value})
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert page.select_one(".error-summary") is not None
    assert page.select_one(f"#{field}-error") is not None
    if field != "title":
        assert "Qui paie l’interprète ?" in answer.text
    with app.app_context():
        assert db.session.scalars(select(Topic)).all() == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_messages_speak_the_readers_language(app: Flask, sign_in: Callable[..., Browser], language: str) -> None:
    with app.app_context():
        make_category()
    wrong = FORM | {"category": "nulle-part", "kind": "x", "themes": ["P99"], "asked": ["13"], "language": "de"}
    for form in (wrong, wrong | {"category": "questions"}, wrong | {"category": "questions", "kind": "question"}):
        answer = sign_in("focal.tanger", language=language).post("/forum/new", form)
        messages = [node.text for node in BeautifulSoup(answer.text, "html.parser").select(".field-error")]
        assert answer.status_code == 422
        assert messages
        assert not [text for text in messages if "valid" in text.lower() or "choice" in text.lower()]


@pytest.mark.parametrize(
    ("starters", "may"),
    [
        (Starters.MEMBERS, {"partner", "member.oriental", "focal.tanger", "central", "organiser", "admin"}),
        (Starters.FOCAL_POINTS, {"focal.tanger", "central", "organiser", "admin"}),
        (Starters.FACILITATORS, {"organiser", "admin"}),
    ],
)
def test_who_may_start_where(people: DemoPeople, starters: Starters, may: set[str]) -> None:
    make_category(starters=starters)
    for name in ("partner", "member.oriental", "focal.tanger", "central", "organiser", "admin"):
        if name in may:
            make_topic(people[name])
        else:
            with pytest.raises(Forbidden):
                make_topic(people[name])


def test_a_locked_category_is_for_facilitators(people: DemoPeople) -> None:
    make_category(is_locked=True)
    with pytest.raises(Forbidden):
        make_topic(people["focal.tanger"])
    topic_id = make_topic(people["organiser"])
    with pytest.raises(Forbidden):
        reply(people["focal.tanger"], topic_id, "Bonjour")


def test_a_question_waits_until_the_region_answers(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["focal.tanger"], asked=["02", "09"])
    told = {row.person_id: row.kind for row in db.session.scalars(select(Notification))}
    assert told == {
        people["focal.oriental"].person_id: "forum.asked",
        people["focal.souss-massa"].person_id: "forum.asked",
    }
    reader = people["member.oriental"]
    assert [row.id for row in questions_for_region(db.session, reader, reader.regions)] == [topic_id]
    reply(people["central"], topic_id, "Bonne question.")
    assert [row.id for row in of_view(db.session, reader, View.ASKED).items] == [topic_id]
    reply(people["member.oriental"], topic_id, "Chez nous, la commune.")
    assert questions_for_region(db.session, reader, reader.regions) == []
    assert [row.id for row in questions_for_region(db.session, reader, ["09"])] == [topic_id]
    assert [row.id for row in region_questions(db.session, reader, ["02"])] == [topic_id]


def test_focal_points_who_cannot_read_are_not_asked(people: DemoPeople) -> None:
    make_category("oriental", "region:02")
    make_topic(people["member.oriental"], "oriental", asked=["09", "02"])
    assert db.session.scalars(select(Notification.person_id)).all() == [people["focal.oriental"].person_id]


def test_lists_are_narrowed_by_theme_and_region(people: DemoPeople) -> None:
    make_category()
    health = make_topic(people["organiser"], themes=["P03"], regions=["02"])
    asked = make_topic(people["organiser"], themes=["P05"], asked=["02"])
    reader = people["focal.tanger"]

    def ids(**chosen: str) -> set[int]:
        return {row.id for row in of_view(db.session, reader, View.RECENT, TopicFilter(**chosen)).items}

    assert ids(theme="P03") == {health}
    assert ids(region="02") == {health, asked}
    assert ids(theme="P05", region="02") == {asked}
    assert ids(theme="P01") == set()


def test_unknown_codes_are_refused(people: DemoPeople) -> None:
    make_category()
    with pytest.raises(Invalid) as refused:
        start_topic(people["organiser"], TopicDraft("Titre", "questions", themes=["P99"], asked=["13"]), "Texte")
    assert refused.value.messages.keys() == {"themes", "asked"}


def test_a_topic_is_changed_and_moved(people: DemoPeople) -> None:
    make_category()
    make_category("oriental", "region:02")
    author = people["focal.oriental"]
    topic_id = make_topic(author, asked=["09"])
    draft = TopicDraft("Un titre plus clair", "oriental", "discussion", themes=["P03"], asked=["09", "01"])
    edit_topic(author, topic_id, draft, version=1)
    topic = db.session.get(Topic, topic_id, populate_existing=True)
    assert topic is not None
    assert (topic.title, topic.slug, topic.category.slug) == ("Un titre plus clair", "un-titre-plus-clair", "oriental")
    assert (topic.theme_codes, topic.asked_codes) == (["P03"], ["01", "09"])
    assert dict(db.session.execute(select(Category.slug, Category.topics_count)).all()) == {
        "questions": 0,
        "oriental": 1,
    }
    assert of_view(db.session, people["focal.tanger"], View.RECENT).items == []


def test_two_editors_of_a_topic(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["focal.oriental"])
    edit_topic(people["focal.oriental"], topic_id, TopicDraft("Premier", "questions"), version=1)
    with pytest.raises(Conflict):
        edit_topic(people["organiser"], topic_id, TopicDraft("Second", "questions"), version=1)


def test_the_edit_form_of_a_topic(app: Flask, sign_in: Callable[..., Browser]) -> None:
    with app.app_context():
        make_category()
        topic_id = make_topic(demo_people(db.session)["focal.oriental"])
    author = sign_in("focal.oriental")
    address = f"/forum/topics/{topic_id}/edit"
    form = {"category": "questions", "kind": "discussion", "title": "Nouveau titre", "version": "1"}
    assert author.get(address).status_code == 200
    assert author.post(address, form | {"title": ""}).status_code == 422
    assert author.post(address, form).status_code == 302
    assert author.post(address, form).status_code == 409
    refused = author.post(address, form | {"title": "Mon titre", "kind": "question"})
    rows = BeautifulSoup(refused.text, "html.parser").select("form table tbody tr")
    assert [[cell.get_text() for cell in row.select("th, td")] for row in rows] == [
        ["Type", "Discussion", "Question"],
        ["Titre", "Nouveau titre", "Mon titre"],
    ]
    assert "Nouveau titre" in author.get(f"/forum/topics/{topic_id}").text
    assert sign_in("focal.tanger").get(address).status_code == 403
