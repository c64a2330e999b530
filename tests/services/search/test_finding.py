"""What is found, how it is shown, counted and paged."""

from datetime import timedelta

import pytest

from hub.core.access import VISITOR
from hub.core.clock import utcnow
from hub.core.db import db
from hub.core.paging import Cursor
from hub.services.search import Filters, SearchPage, search
from tests.factories.search import Translation, reply, write

pytestmark = pytest.mark.usefixtures("notes")


def ask(query: str, **filters: str) -> SearchPage:
    return search(db.session, VISITOR, query, Filters(**filters))


def titles(page: SearchPage) -> list[str]:
    return [hit.title.striptags() for hit in page.hits]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("réfugiée", "Accueil des réfugiés à Oujda"),
        ("refugie", "Accueil des réfugiés à Oujda"),
        ("OUJDA", "Accueil des réfugiés à Oujda"),
        ("travail décent", "Les travaux sur l’emploi décent"),
        ("l'emploi", "Les travaux sur l’emploi décent"),
        ("emplois", "Les travaux sur l’emploi décent"),
        ("agreement", "Model agreements with municipalities"),
        ("وثيقة", "وثائق الجهات حول الهجرة"),
        ("للجهة", "وثائق الجهات حول الهجرة"),
        ("الهِجْرَةُ", "وثائق الجهات حول الهجرة"),
    ],
)
def test_inflections_find_each_other(query: str, title: str) -> None:
    write("Accueil des réfugiés à Oujda")
    write("Les travaux sur l’emploi décent")
    write("Model agreements with municipalities", language="en")
    write("وثائق الجهات حول الهجرة", language="ar")
    assert titles(ask(query)) == [title]


def test_all_words_are_wanted_and_some_will_do_when_nothing_has_them_all() -> None:
    write("Convention avec la commune")
    write("Convention avec la région")
    assert titles(ask("convention commune")) == ["Convention avec la commune"]
    page = ask("convention hôpital")
    assert page.relaxed
    assert len(page.hits) == 2


def test_a_quoted_phrase_wants_its_words_side_by_side() -> None:
    write("Équipe régionale", "Une équipe régionale multi-acteurs se réunit.")
    write("Autre", "Chaque acteur régional et son équipe.")
    assert titles(ask("« équipes régionales »")) == ["Équipe régionale"]
    assert len(ask("équipe régionale").hits) == 2


def test_a_title_weighs_more_than_a_body_and_newer_a_little_more_than_old() -> None:
    now = utcnow()
    write("Rapport", "On y parle du logement.", moment=now)
    write("Le logement", "Texte.", moment=now - timedelta(days=2000))
    write("Le logement, encore", "Texte.", moment=now)
    assert titles(ask("logement")) == ["Le logement, encore", "Le logement", "Rapport"]


def test_one_hit_for_a_thing_whatever_its_languages_and_its_replies() -> None:
    note = write("Équipe régionale migration")
    db.session.add(Translation(note=note, language="en", title="Regional migration team"))
    db.session.commit()
    reply(note, "Notre équipe suit la migration.")
    page = ask("migration")
    assert page.total == 1
    assert [hit.ref.id for hit in page.hits] == [note.id]


def test_a_reply_shows_the_title_of_what_it_belongs_to_and_its_own_place() -> None:
    note = write("Hébergement d’urgence")
    answer = reply(note, "À Tanger nous avons un protocole avec la préfecture.")
    (hit,) = ask("protocole").hits
    assert hit.title.striptags() == "Hébergement d’urgence"
    assert hit.address == f"/notes/{note.id}#reply-{answer.id}"
    assert "<mark>protocole</mark>" in hit.snippet


def test_snippets_are_safe_and_show_the_words_where_they_are() -> None:
    write("Note", "<script>alert(1)</script> " + "mot " * 200 + "puis les réfugiées & autres " + "fin " * 200)
    (hit,) = ask("réfugié").hits
    assert "<mark>réfugiées</mark> &amp; autres" in hit.snippet
    assert "<script>" not in hit.snippet
    assert len(hit.snippet.striptags()) < 260


def test_facets_count_hits_and_each_ignores_its_own_choice() -> None:
    write("Migration un", regions=["02"], themes=["P03"])
    write("Migration deux", regions=["02", "09"])
    write("هجرة Migration", language="ar", regions=["09"])
    page = ask("migration")
    assert [(count.value, count.number) for count in page.facets.region] == [("02", 2), ("09", 2)]
    assert [(count.value, count.number) for count in page.facets.language] == [("fr", 2), ("ar", 1)]
    narrowed = ask("migration", region="02")
    assert narrowed.total == 2
    assert [(count.value, count.number) for count in narrowed.facets.region] == [("02", 2), ("09", 2)]
    assert [(count.value, count.number) for count in narrowed.facets.language] == [("fr", 2)]
    assert titles(ask("migration", theme="P03")) == ["Migration un"]
    assert ask("migration", kind="reply").hits == ()


def test_pages_follow_each_other_and_go_back() -> None:
    for number in range(45):
        write(f"Atelier {number}")
    seen: list[str] = []
    only_notes = Filters(kind="note")
    page = search(db.session, VISITOR, "atelier", only_notes)
    assert page.previous_cursor is None
    while True:
        seen += titles(page)
        if page.next_cursor is None:
            break
        page = search(db.session, VISITOR, "atelier", only_notes, Cursor(after=page.next_cursor))
    assert len(seen) == len(set(seen)) == 45
    back = search(db.session, VISITOR, "atelier", only_notes, Cursor(before=page.previous_cursor))
    assert titles(back) == seen[20:40]


def test_a_count_that_was_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.services.search.finding.PER_KIND", 5)
    for number in range(8):
        write(f"Atelier {number}")
    page = ask("atelier")
    assert page.is_cut
    assert page.total < 8
    assert page.facets.kind[0].at_least


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "???!!",
        '"',
        '" OR *',
        "NEAR(",
        "NEAR(a b, 3)",
        "title_terms : x",
        "marks : kindnote",
        "{body_terms} : x",
        "x AND NOT y",
        "a' OR '1'='1",
        "':*",
        "x & !y | (z",
        "<->",
        "\\",
        "%_",
        "a\x00b",
        "*",
        "^note",
        "-note",
        "note*",
        "é" * 10_000,
        "migration " * 1_000,
        '"migration" ' * 800,
        "de la des",
        "الـــهـــجـــرة",
        "\u202eabc",
        "😀",
        "2026-09-20",
        "ﷺ",
        "ＡＢＣ",
    ],
)
def test_no_query_breaks_out(query: str) -> None:
    write("Une note sur la migration")
    page = ask(query)
    assert page.total <= 1
    assert len(ask(query, region="02' OR '1'='1", kind='note" OR "x', theme="P0:*", language="fr)").hits) <= 1


def test_marks_of_the_index_are_not_words() -> None:
    write("Une note", regions=["02"])
    for word in ("kindnote", "subjectnote", "langfr", "region02"):
        assert ask(word).hits == ()
