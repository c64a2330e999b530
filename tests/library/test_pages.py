"""Pages as people and programs get them."""

import io
import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from hub.core.access import MEMBERS_AUDIENCE
from hub.core.db import db
from hub.core.registry import Ref
from hub.library.actions.attaching import attach_file
from hub.library.actions.editing import edit_record
from hub.library.actions.translating import translate_record
from hub.library.actions.withdrawing import withdraw
from hub.library.content.items import Basis, Claim, Source
from hub.network.demo import demo_people
from hub.services import links
from hub.services.files import FileStore
from tests.conftest import Browser, QueryCount
from tests.factories.library import draft, full_draft, published
from tests.services.files.office import PDF, ooxml

SignIn = Callable[..., Browser]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def made(app: Flask) -> dict[str, int]:
    """Ids of a public record with an Arabic version and a file, a members' record, a draft."""
    with app.app_context():
        people = demo_people(db.session)
        results = (Claim("Deux cents personnes.", Basis.SOURCED), Claim("À suivre.", Basis.EDITORIAL))
        public = published(
            people, title="Guichet <b>public</b>", results=results, sources=(Source("https://example.org/a"),)
        )
        translate_record(people["organiser"], public.id, "ar", {"title": "شباك", "summary": "ملخص"}, base=1)
        store: FileStore = app.extensions["files"]
        file = attach_file(store, people["organiser"], public.id, io.BytesIO(PDF), "ميثاق.pdf")
        return {
            "public": public.id,
            "members": published(people, title="Pour les membres", audience=MEMBERS_AUDIENCE).id,
            "draft": draft(people["focal.oriental"], title="Brouillon").id,
            "file": file.id,
        }


def soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def without_request_id(page: str) -> str:
    return re.sub(r"[0-9a-f]{16}", "", soup(page).main.text)


def test_a_visitor_sees_public_records_only(made: dict[str, int], sign_in: SignIn) -> None:
    visitor = sign_in()
    text = visitor.get("/library/").text
    assert "Guichet &lt;b&gt;public" in text
    assert "Pour les membres" not in text
    assert visitor.get(f"/library/{made['public']}").status_code == 200
    missing = visitor.get("/library/99999")
    for hidden in ("members", "draft"):
        answer = visitor.get(f"/library/{made[hidden]}")
        assert (answer.status_code, missing.status_code) == (404, 404)
        assert without_request_id(answer.text) == without_request_id(missing.text)
    for page in ("versions", "sheet", "versions/1", "languages?left=fr&right=ar", "edit/identity", "state"):
        assert visitor.get(f"/library/{made['draft']}/{page}").status_code in {302, 404}


def test_members_pages_ask_a_visitor_to_sign_in(made: dict[str, int], sign_in: SignIn) -> None:
    answer = sign_in().get("/library/desk")
    assert (answer.status_code, answer.location) == (302, "/login?next=/library/desk")


@pytest.mark.parametrize("page", ["edit/identity", "edit/results", "state", "translations/ar", "withdrawal"])
def test_another_members_record_cannot_be_changed(made: dict[str, int], sign_in: SignIn, page: str) -> None:
    partner = sign_in("partner")
    for name, status in (("public", 403), ("draft", 404)):
        assert partner.get(f"/library/{made[name]}/{page}").status_code == status
        data = {"base": "1", "title": "Volé", "audience": "public", "reason": "x"}
        assert partner.post(f"/library/{made[name]}/{page}", data).status_code == status


def test_results_say_where_they_come_from(made: dict[str, int], sign_in: SignIn) -> None:
    page = soup(sign_in(language="en").get(f"/library/{made['public']}").text)
    assert [item.text for item in page.select(".claim-basis")] == ["Sourced", "Editorial"]
    assert page.select_one(".sources a")["href"] == "https://example.org/a"


def test_the_readers_language_comes_first_and_says_what_is_not_translated(
    made: dict[str, int], sign_in: SignIn
) -> None:
    page = soup(sign_in(language="ar").get(f"/library/{made['public']}").text)
    title = page.h1
    assert (title.text, title["lang"], title["dir"]) == ("شباك", "ar", "rtl")
    results = page.select_one(".claims")
    assert (results["lang"], results["dir"]) == ("fr", "ltr")
    assert "Français" in page.select_one("#section-results").parent.text
    chosen = soup(sign_in(language="ar").get(f"/library/{made['public']}?text=fr").text)
    assert chosen.h1["lang"] == "fr"


def test_a_stale_translation_says_so(app: Flask, made: dict[str, int], sign_in: SignIn) -> None:
    with app.app_context():
        edit_record(demo_people(db.session)["organiser"], made["public"], {"summary": "Neuf."}, base=2, is_minor=False)
    page = soup(sign_in(language="ar").get(f"/library/{made['public']}").text)
    assert page.select_one(".record-summary .badge--warning")
    assert not soup(sign_in().get(f"/library/{made['public']}").text).select_one(".record-summary .badge")


def test_the_page_describes_itself(made: dict[str, int], sign_in: SignIn) -> None:
    page = soup(sign_in().get(f"/library/{made['public']}").text)
    assert page.find("meta", attrs={"name": "citation_title"})["content"] == "Guichet <b>public</b>"
    data = json.loads(page.find("script", type="application/ld+json").string)
    assert data["name"] == "Guichet <b>public</b>"
    assert "<b>" not in page.find("script", type="application/ld+json").string


@pytest.mark.parametrize(
    ("extension", "media_type"),
    [
        ("bib", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("json", "application/vnd.citationstyles.csl+json"),
        ("jsonld", "application/ld+json"),
    ],
)
def test_citations_are_served_for_published_records(
    made: dict[str, int], sign_in: SignIn, extension: str, media_type: str
) -> None:
    owner = sign_in("focal.oriental")
    answer = owner.get(f"/library/{made['public']}.{extension}")
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert f"/library/{made['public']}/versions/2" in answer.text
    again = owner.get(f"/library/{made['public']}.{extension}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert owner.get(f"/library/{made['draft']}.{extension}").status_code == 404


def test_the_feed_holds_what_the_reader_sees(made: dict[str, int], sign_in: SignIn) -> None:
    answer = sign_in().get("/library/feed.atom")
    root = ElementTree.fromstring(answer.data)  # noqa: S314 - our own feed
    assert [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")] == ["Guichet <b>public</b>"]
    assert answer.mimetype == "application/atom+xml"
    assert sign_in().get("/library/feed.atom", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert sign_in("partner").get("/library/feed.atom").text.count("<entry") == 2


def test_the_sheet_speaks_the_language_of_the_text(made: dict[str, int], sign_in: SignIn) -> None:
    page = soup(sign_in().get(f"/library/{made['public']}/sheet?text=ar").text)
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert page.h1.text == "شباك"


def test_two_languages_side_by_side(made: dict[str, int], sign_in: SignIn) -> None:
    visitor = sign_in()
    page = soup(visitor.get(f"/library/{made['public']}/languages?left=fr&right=ar").text)
    assert [item["lang"] for item in page.select(".parallel-title")] == ["fr", "ar"]
    for query in ("", "?left=fr&right=en", "?left=fr&right=xx"):
        assert visitor.get(f"/library/{made['public']}/languages{query}").status_code == 404


def test_a_withdrawn_record_is_gone_with_its_reason(app: Flask, made: dict[str, int], sign_in: SignIn) -> None:
    with app.app_context():
        withdraw(demo_people(db.session)["organiser"], made["public"], "Remplacée par une autre.")
    answer = sign_in().get(f"/library/{made['public']}")
    assert answer.status_code == 410
    assert "Remplacée par une autre." in answer.text
    assert sign_in().get(f"/files/{made['file']}/ميثاق.pdf").status_code == 404
    assert "Guichet" not in sign_in().get("/library/").text


def test_bad_input_keeps_what_was_typed(made: dict[str, int], sign_in: SignIn) -> None:
    owner = sign_in("focal.oriental")
    data = {
        "base": "1",
        "period_start": "vingt",
        "contact": "pas une adresse",
        "lead": "Commune <essai>",
        "partners-name": ["A", "B"],
        "partners-role": ["funding", "pirate"],
        "regions": ["02", "01"],
    }
    answer = owner.post(f"/library/{made['draft']}/edit/territory", data)
    assert answer.status_code == 422
    page = soup(answer.text)
    assert page.find(id="period_start")["value"] == "vingt"
    assert page.find(id="period_start")["aria-invalid"] == "true"
    assert page.find(id="contact")["value"] == "pas une adresse"
    assert page.find(id="lead")["value"] == "Commune <essai>"
    assert [row["value"] for row in page.find_all(attrs={"name": "partners-name"})][:2] == ["A", "B"]
    assert {box["value"] for box in page.find_all(attrs={"name": "regions"}) if box.has_attr("checked")} == {"01", "02"}
    assert page.select_one(".error-summary a[href='#contact']")
    assert "Commune d’essai" in owner.get(f"/library/{made['draft']}").text


def test_a_section_is_saved_and_the_next_one_opens(made: dict[str, int], sign_in: SignIn) -> None:
    owner = sign_in("focal.oriental")
    data = {
        "base": "1",
        "go": "next",
        "results-text": ["Un résultat", "", "Un autre"],
        "results-basis": ["sourced", "editorial", "nonsense"],
        "evidence": "Voir **la source**.",
        "gender_rights": "",
        "innovation": "",
    }
    answer = owner.post(f"/library/{made['draft']}/edit/results", data)
    assert answer.location == f"/library/{made['draft']}/edit/lessons"
    page = soup(owner.get(f"/library/{made['draft']}").text)
    assert [item.text for item in page.select(".claim .prose")] == ["Un résultat", "Un autre"]
    assert page.select_one(".record-section strong").text == "la source"


def test_the_second_editor_loses_nothing(app: Flask, made: dict[str, int], sign_in: SignIn) -> None:
    with app.app_context():
        edit_record(
            demo_people(db.session)["organiser"],
            made["public"],
            {"title": "Le titre des autres"},
            base=2,
            is_minor=False,
        )
    owner = sign_in("focal.oriental")
    form = {"base": "2", "title": "Mon titre", "summary": "Deux cents personnes orientées en un an.", "themes": "P05"}
    answer = owner.post(f"/library/{made['public']}/edit/identity", form)
    assert answer.status_code == 409
    page = soup(answer.text)
    assert page.find(id="title")["value"] == "Mon titre"
    assert "Le titre des autres" in page.find(id="title-theirs").text
    form["base"] = page.find(attrs={"name": "base"})["value"]
    assert owner.post(f"/library/{made['public']}/edit/identity", form).status_code == 302
    assert "Mon titre" in owner.get(f"/library/{made['public']}/edit/identity").text


@pytest.mark.parametrize("base", ["", "0", "99", "x"])
def test_a_form_without_a_real_version_is_refused(made: dict[str, int], sign_in: SignIn, base: str) -> None:
    owner = sign_in("focal.oriental")
    assert owner.post(f"/library/{made['draft']}/edit/identity", {"base": base, "title": "x"}).status_code == 404


def test_a_translation_is_written_beside_its_source(made: dict[str, int], sign_in: SignIn) -> None:
    owner = sign_in("focal.oriental")
    address = f"/library/{made['public']}/translations/en"
    page = soup(owner.get(address).text)
    assert len(page.find_all("textarea", attrs={"name": "results-text"})) >= 2
    data = {
        "base": "2",
        "title": "A desk",
        "summary": "Two hundred people.",
        "results-text": ["Two hundred", "To follow"],
        "results-basis": ["sourced", "editorial"],
    }
    assert owner.post(address, data).status_code == 302
    filled = soup(owner.get(address).text)
    assert filled.find(id="title")["value"] == "A desk"
    assert owner.get(f"/library/{made['public']}/translations/fr").status_code == 404
    assert owner.get(f"/library/{made['public']}/translations/xx").status_code == 404


def test_a_document_is_made_in_one_go(sign_in: SignIn) -> None:
    member = sign_in("member.oriental")
    data = {
        "kind": "document",
        "language": "fr",
        "title": "Charte",
        "summary": "Modèle.",
        "themes": "P11",
        "regions": "02",
    }
    file = (io.BytesIO(ooxml("docx")), "نموذج ميثاق.docx")
    answer = member.post("/library/", {**data, "files": file}, content_type="multipart/form-data")
    assert answer.status_code == 302
    page = member.get(answer.location)
    assert "نموذج ميثاق.docx" in page.text


def test_a_refused_file_writes_nothing(app: Flask, sign_in: SignIn) -> None:
    app.extensions["files"] = replace(app.extensions["files"], limit=2_000)
    member = sign_in("member.oriental", language="en")
    data = {"kind": "document", "language": "fr", "title": "Charte à garder", "summary": "", "lead": ""}
    for content, name, status in (
        (b"<html>", "a.pdf", 422),
        (ooxml("docx"), "a.docm", 422),
        (b"x" * 2_100, "grand.txt", 413),
    ):
        file = (io.BytesIO(content), name)
        answer = member.post("/library/", {**data, "files": file}, content_type="multipart/form-data")
        assert answer.status_code == status
        page = soup(answer.text)
        assert page.find(id="title")["value"] == "Charte à garder"
        assert name in page.find(id="files-error").text
    assert "Charte à garder" not in member.get("/library/desk").text


def test_an_attachment_is_served_safely(made: dict[str, int], sign_in: SignIn) -> None:
    with sign_in().get(f"/files/{made['file']}/ميثاق.pdf") as answer:
        assert (answer.status_code, answer.data, answer.mimetype) == (200, PDF, "application/pdf")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "filename*=UTF-8''%D9%85" in answer.headers["Content-Disposition"]
    again = sign_in().get(f"/files/{made['file']}/ميثاق.pdf", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert sign_in().get(f"/files/{made['file']}/autre.pdf").status_code == 404
    assert sign_in().get("/files/99999/x.pdf").status_code == 404


def test_a_file_of_a_hidden_record_is_hidden(app: Flask, made: dict[str, int], sign_in: SignIn) -> None:
    with app.app_context():
        store: FileStore = app.extensions["files"]
        owner = demo_people(db.session)["focal.oriental"]
        hidden = attach_file(store, owner, made["draft"], io.BytesIO(b"secret"), "note.txt").id
    assert sign_in().get(f"/files/{hidden}/note.txt").status_code == 404
    assert sign_in("partner").get(f"/files/{hidden}/note.txt").status_code == 404
    with sign_in("focal.oriental").get(f"/files/{hidden}/note.txt") as answer:
        assert (answer.data, answer.headers["Content-Disposition"]) == (b"secret", 'attachment; filename="note.txt"')


def test_from_draft_to_publication(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        record_id = full_draft(demo_people(db.session)["member.oriental"], title="Du début à la fin").id
    member, organiser = sign_in("member.oriental"), sign_in("organiser")
    assert member.post(f"/library/{record_id}/submission").status_code == 302
    assert "Du début à la fin" in organiser.get("/library/desk").text
    assert member.post(f"/library/{record_id}/publication", {"version": "2"}).status_code in {403, 404}
    assert organiser.post(f"/library/{record_id}/publication", {"version": "1"}).status_code == 409
    assert organiser.post(f"/library/{record_id}/publication", {"version": "2"}).status_code == 302
    assert "Du début à la fin" in sign_in().get("/library/").text


def test_submitting_too_early_says_what_is_missing(made: dict[str, int], sign_in: SignIn) -> None:
    owner = sign_in("focal.oriental", language="en")
    owner.post(f"/library/{made['draft']}/state", {"audience": "public", "form": "full"})
    answer = owner.post(f"/library/{made['draft']}/submission")
    assert answer.status_code == 422
    assert "Difficulties" in soup(answer.text).select_one(".error-summary").text
    assert soup(answer.text).select_one(f".missing a[href='/library/{made['draft']}/edit/lessons']")


def test_what_changed_is_readable(app: Flask, made: dict[str, int], sign_in: SignIn) -> None:
    with app.app_context():
        edit_record(demo_people(db.session)["organiser"], made["public"], {"place": "Oujda"}, base=2, is_minor=False)
        edit_record(
            demo_people(db.session)["organiser"],
            made["public"],
            {"summary": "Deux cents femmes."},
            base=3,
            is_minor=True,
        )
    visitor = sign_in()
    page = soup(visitor.get(f"/library/{made['public']}/changes?from=2&to=4").text)
    assert page.select_one(".change ins").text.startswith("femmes")
    assert visitor.get(f"/library/{made['public']}/changes?from=2&to=9").status_code == 404
    assert visitor.get(f"/library/{made['public']}/changes?from=x").status_code == 404
    old = soup(visitor.get(f"/library/{made['public']}/versions/2").text)
    assert "Deux cents personnes orientées" in old.select_one(".record-summary").text


def test_a_link_is_added_and_removed_on_the_page(app: Flask, made: dict[str, int], sign_in: SignIn) -> None:
    organiser = sign_in("organiser")
    data = {"kind": "practice", "id": str(made["public"])}
    wrong = organiser.post("/links", {**data, "address": "/nulle/part"})
    assert wrong.status_code == 422
    assert soup(wrong.text).find(id="link-address")["value"] == "/nulle/part"
    address = f"http://127.0.0.1:8000/library/{made['members']}"
    assert organiser.post("/links", {**data, "address": address}).location == f"/library/{made['public']}#links"
    assert "Pour les membres" in organiser.get(f"/library/{made['public']}").text
    assert "Pour les membres" not in sign_in().get(f"/library/{made['public']}").text
    assert "Guichet" in organiser.get(f"/library/{made['members']}").text
    with app.app_context():
        (group,) = links.of(demo_people(db.session)["organiser"], "practice", made["public"]).groups
        link_id = group.cards[0].link_id
    assert organiser.post(f"/links/{link_id}/removal", {"next": "//evil.example"}).location == "/"
    assert organiser.post(f"/links/{link_id}/removal").status_code == 404
    assert sign_in().post("/links", {**data, "address": address}).status_code == 401
    assert sign_in("partner").post("/links", {**data, "address": address}).status_code == 404


@pytest.mark.parametrize("number", [3, 25])
def test_pages_ask_few_queries_at_any_size(
    app: Flask,
    sign_in: SignIn,
    count_queries: Callable[[], AbstractContextManager[QueryCount]],
    number: int,
) -> None:
    with app.app_context():
        people = demo_people(db.session)
        ids = [published(people, title=f"N{n}").id for n in range(number)]
        for other in ids[1:]:
            links.connect(people["organiser"], _practice(ids[0]), _practice(other))
    reader = sign_in("focal.oriental")
    expected = {
        "/library/": 5,
        "/library/?theme=P05": 4,
        f"/library/{ids[0]}": 8,
        f"/library/{ids[0]}/versions": 6,
        "/library/desk": 4,
    }
    counts = {}
    for address in expected:
        with count_queries() as counted:
            assert reader.get(address).status_code == 200
        counts[address] = int(counted)
    assert all(counts[address] <= 12 for address in counts)
    assert counts == {address: pytest.approx(most, abs=2) for address, most in expected.items()}


def test_the_list_pages_through_everything(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        people = demo_people(db.session)
        for n in range(22):
            published(people, title=f"Numéro {n}.")
    visitor = sign_in()
    first = visitor.get("/library/?theme=P05").text
    following = soup(first).select_one("a[rel=next]")["href"]
    second = visitor.get(unescape(following)).text
    found = re.findall(r"Numéro (\d+)\.", first) + re.findall(r"Numéro (\d+)\.", second)
    assert [int(number) for number in dict.fromkeys(found)] == list(reversed(range(22)))
    assert "theme=P05" in following


def _practice(record_id: int) -> Ref:
    return Ref("practice", record_id)
