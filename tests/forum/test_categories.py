"""Categories: the administrator's forms, and an audience that counts at once."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from hub.core.db import db
from hub.forum.models import Category
from hub.forum.reference import load_reference
from tests.conftest import Browser
from tests.forum.conftest import SmallForum

FORM = {
    "name_fr": "Jeunesse",
    "name_ar": "الشباب",
    "name_en": "Youth",
    "slug": "jeunesse",
    "audience": "members",
    "starters": "members",
    "position": "3",
}


def test_an_audience_counts_at_once(small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    topic = f"/forum/topics/{small_forum.topics['public']}"
    reader, admin = sign_in(), sign_in("admin")
    assert reader.get(topic).status_code == 200
    form = FORM | {"name_fr": "Public", "slug": "public", "audience": "region:02"}
    assert admin.post("/forum/categories/public/edit", form).status_code == 302
    for address in (topic, "/forum/categories/public", "/forum/categories/public/feed.atom"):
        assert reader.get(address).status_code == 404
    assert "Sujet de public" not in reader.get("/forum/").text + reader.get("/forum/feed.atom").text
    assert sign_in("member.oriental").get(topic).status_code == 200
    assert sign_in("organiser").get(topic).status_code == 404


def test_a_category_is_made(app: Flask, sign_in: Callable[..., Browser]) -> None:
    admin = sign_in("admin")
    assert admin.get("/forum/categories/new").status_code == 200
    assert admin.post("/forum/categories/new", FORM).headers["Location"] == "/forum/categories/jeunesse"
    assert "الشباب" in sign_in("admin", language="ar").get("/forum/categories/jeunesse").text
    assert "Jeunesse" in admin.get("/forum/categories/").text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name_fr", ""),
        ("slug", "Pas Bon"),
        ("slug", "new"),
        ("slug", "public"),
        ("audience", "region:13"),
        ("starters", "x"),
    ],
)
def test_a_bad_category_is_refused_beside_its_field(
    app: Flask, small_forum: SmallForum, sign_in: Callable[..., Browser], field: str, value: str
) -> None:
    answer = sign_in("admin").post("/forum/categories/new", FORM | {field: value})
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert page.select_one(f"#{field}-error") is not None
    assert "الشباب" in answer.text
    with app.app_context():
        assert db.session.scalar(select(Category.id).where(Category.slug == "jeunesse")) is None


@pytest.mark.parametrize("name", ["organiser", "focal.oriental"])
def test_categories_are_for_administrators(small_forum: SmallForum, sign_in: Callable[..., Browser], name: str) -> None:
    browser = sign_in(name)
    for address in ("/forum/categories/", "/forum/categories/new", "/forum/categories/public/edit"):
        assert browser.get(address).status_code == 404


def test_the_default_categories_are_loaded_once_and_then_left_alone(context: Flask) -> None:
    load_reference(db.session)
    first = db.session.scalars(select(Category).order_by(Category.position)).all()
    assert {"public", "members", "region:01", "region:02", "region:09"} == {category.audience for category in first}
    for category in first:
        assert set(category.name) == {"fr", "ar", "en"}
    first[0].name = type(first[0].name)(fr="Autre nom")
    db.session.flush()
    load_reference(db.session)
    assert db.session.scalars(select(Category).order_by(Category.position)).all() == list(first)
    assert first[0].name == {"fr": "Autre nom"}
