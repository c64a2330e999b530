"""Synonyms, misspelt words, and what finds nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hub.core import clock
from hub.core.access import VISITOR
from hub.core.db import db
from hub.services.search import (
    SearchSynonyms,
    did_you_mean,
    forget_synonyms,
    frequent_misses,
    keep_words,
    load_synonyms,
    note_miss,
    search,
    split_names,
    synonyms,
    tally_words,
    understand,
)
from hub.services.search.misses import forget_old_misses, normalised
from hub.services.search.models import SearchMiss
from tests.factories.search import write


def offered(query: str) -> list[str]:
    return [one.text for one in synonyms(db.session, understand(query))]


@pytest.mark.usefixtures("context")
def test_other_names_of_one_thing_are_offered_in_all_languages() -> None:
    load_synonyms(db.session)
    forget_synonyms()
    assert offered("emplois") == ["travail", "تشغيل", "شغل", "عمل"]
    assert offered("réfugiés") == ["لاجئ"], "refugee has the same key"
    assert "trafficking" in offered("الاتجار بالبشر")
    assert offered("البشر") == []
    assert offered("traite des personnes réfugiées au Maroc") == []
    db.session.add(SearchSynonyms(fr="comité local, comité territorial", ar="لجنة محلية", en="local committee"))
    db.session.commit()
    forget_synonyms()
    assert offered("comités locaux") == ["comité territorial", "لجنة محلية", "local committee"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [("a, b ،c", ["a", "b", "c"]), (" ,, a  b , a  b", ["a b"]), ("", [])],
)
def test_names_are_separated_by_commas(typed: str, names: list[str]) -> None:
    assert split_names(typed) == names


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("reffugiés", "réfugiés"),
        ("heberjement", "hébergement"),
        ("migartion", "migration"),
        ("conventoin régionale", "convention régionale"),
        ("الهحرة", "الهجرة"),
        ("réfugiée", None),
        ("hébergement", None),
        ("xyzzyq", None),
        ("2024", None),
        ("à la", None),
    ],
)
def test_a_misspelt_word_is_understood(typed: str, meant: str | None) -> None:
    write("Accueil des réfugiés et hébergement", "La convention régionale sur la migration.")
    write("الهجرة واللجوء", language="ar")
    write("Hébergemant confidentiel", audience="members")
    keep_words(db.session, tally_words(db.session))
    db.session.commit()
    assert did_you_mean(db.session, typed) == meant


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("  L’Accueil des MINEURS ", "accueil des mineurs"),
        ("الهِجْرَة", "الهجرة"),
        ("recensement 2024", "recensement 2024"),
        ("fatima@example.org", None),
        ("06 61 23 45 67", None),
        ("AB123456", None),
        ("https://example.org/x", None),
        ("mot " * 9, None),
        ("x" * 39 + " " + "y" * 39 + " zzz", None),
        ("?!", None),
    ],
)
def test_what_may_name_a_person_is_not_kept(query: str, kept: str | None) -> None:
    assert normalised(query) == kept


@pytest.mark.usefixtures("context")
def test_misses_are_counted_by_day_and_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.services.search.misses.MOST_A_DAY", 2)
    db.session.rollback()
    for query in ("Phare", "phare", "bouée", "digue", "PHARE !"):
        note_miss(query)
    assert [(one.query, one.number) for one in frequent_misses(db.session, 30, 10)] == [("phare", 3), ("bouée", 1)]
    db.session.rollback()
    with clock.frozen(clock.utcnow() + timedelta(days=200)):
        assert frequent_misses(db.session, 30, 10) == []
        forget_old_misses(db.session)
        assert db.session.scalars(select(SearchMiss)).all() == []


@pytest.mark.usefixtures("notes")
def test_a_phrase_does_not_run_from_the_title_into_the_text() -> None:
    write("Équipe", "régionale de l’accueil")
    write("Autre", "Une équipe régionale.")
    assert [hit.title.striptags() for hit in search(db.session, VISITOR, '"équipe régionale"').hits] == ["Autre"]
