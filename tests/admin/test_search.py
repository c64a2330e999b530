"""Administrators keep the names that search offers beside each other, and see what it did not find."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from hub.core.db import db
from hub.services.audit import AuditEntry
from hub.services.search import SearchSynonyms, forget_synonyms, load_synonyms
from tests.conftest import Browser

SignIn = Callable[..., Browser]


def kept(app: Flask, name: str) -> tuple[str, str, str] | None:
    with app.app_context():
        columns = (SearchSynonyms.fr, SearchSynonyms.ar, SearchSynonyms.en)
        row = db.session.execute(select(*columns).where(SearchSynonyms.fr.startswith(name))).first()
        return (row.fr, row.ar, row.en) if row else None


def test_names_are_added_changed_offered_and_removed(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("admin")
    names = {"fr": " phare ,, feu de mer ", "ar": "منارة،  فنار", "en": "lighthouse"}
    assert browser.post("/admin/search/synonyms", data=names).status_code == 302
    assert kept(app, "phare") == ("phare, feu de mer", "منارة, فنار", "lighthouse")
    assert "منارة" in browser.get("/search?q=phares").text, "at once in this process"
    with app.app_context():
        key = db.session.scalar(select(SearchSynonyms.id).where(SearchSynonyms.fr.startswith("phare")))
    address = f"/admin/search/synonyms/{key}"
    assert "feu de mer" in browser.get(address).text
    assert browser.post(address, data={**names, "fr": "phare"}).status_code == 302
    assert kept(app, "phare") == ("phare", "منارة, فنار", "lighthouse")
    assert browser.post(f"{address}/removal").status_code == 302
    assert kept(app, "phare") is None
    assert browser.get(address).status_code == 404
    assert browser.post(f"{address}/removal").status_code == 404
    with app.app_context():
        acts = db.session.scalars(select(AuditEntry.action).where(AuditEntry.action.startswith("admin.synonyms"))).all()
    assert sorted(acts) == ["admin.synonyms.added", "admin.synonyms.changed", "admin.synonyms.removed"]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ({"fr": "phare"}, "au moins deux noms"),
        ({"fr": "", "ar": " , ", "en": ""}, "au moins deux noms"),
        ({"fr": "Phare", "en": "phare"}, "au moins deux noms"),
        ({"fr": "x, " * 200, "en": "y"}, "300 caractères"),
    ],
)
def test_bad_names_are_refused_and_stay_typed(app: Flask, sign_in: SignIn, names: dict[str, str], message: str) -> None:
    answer = sign_in("admin").post("/admin/search/synonyms", data=names)
    assert answer.status_code == 422
    assert message in answer.text
    assert names["fr"].strip() in answer.text
    assert kept(app, "Phare") is None


def test_what_is_not_found_is_counted_without_a_person(app: Flask, sign_in: SignIn) -> None:
    visitor, admin = sign_in(), sign_in("admin")
    for query in ("zellige lunaire", "Zellige  LUNAIRE", "someone@example.org", "0661234567"):
        assert visitor.get("/search", query_string={"q": query}).status_code == 200
    page = admin.get("/admin/search").text
    assert "zellige lunaire" in page
    assert "example.org" not in page
    assert "0661234567" not in page


def test_the_shipped_list_comes_once(app: Flask) -> None:
    with app.app_context():
        load_synonyms(db.session)
        db.session.commit()
        number = db.session.scalar(select(func.count()).select_from(SearchSynonyms))
        db.session.query(SearchSynonyms).delete()
        load_synonyms(db.session)
        db.session.commit()
        assert number
        assert db.session.scalar(select(func.count()).select_from(SearchSynonyms)) == 0
        forget_synonyms()


@pytest.mark.parametrize("who", ["organiser", "focal.oriental", "partner"])
def test_only_administrators(sign_in: SignIn, who: str) -> None:
    browser = sign_in(who)
    assert browser.get("/admin/search").status_code in {403, 404}
    assert browser.post("/admin/search/synonyms", data={"fr": "a", "en": "b"}).status_code in {403, 404}
