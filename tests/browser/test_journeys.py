"""What each role comes for, from the first click to the end, on a phone and on a desk, in French and Arabic, without
JavaScript where that is the harder way."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Watched

WAYS = [("fr", 360, False), ("ar", 1280, False), ("fr", 1280, True)]


def send(page: Page, action: str) -> None:
    """Press the submit button of the form that posts to an address ending so."""
    page.locator(f"form[method=post][action$='{action}'] button:not([type=button])").first.click()


def number_in(address: str) -> str:
    found = re.search(r"/(\d+)", urlsplit(address).path)
    assert found, address
    return found[1]


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_a_visitor_reads_from_the_front_page_to_a_figure(
    visit: Visit, language: str, width: int, javascript: bool
) -> None:
    watched = visit(language=language, width=width, javascript=javascript)
    page = watched.open("/")
    page.locator("main a[href^='/library/']").filter(has_text=re.compile(r"\S")).first.click()
    page.goto(watched.base + "/library/")
    page.locator("main h2 a[href^='/library/'], main h3 a[href^='/library/']").first.click()
    assert re.match(r"/library/\d+", watched.path())
    page.goto(watched.base + "/regions/02")
    page.locator("main a[href^='/indicators/']").first.click()
    expect(page.locator("main table").first).to_be_visible()
    page.locator("header input[name=q]").fill("accueil") if width > 360 else page.goto(
        watched.base + "/search?q=accueil"
    )
    if width > 360:
        page.locator("header form[role=search] button").click()
    assert watched.path() == "/search"
    expect(page.locator("main mark").first).to_be_visible()


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_a_question_to_a_region_is_answered_and_the_answer_accepted(
    visit: Visit, language: str, width: int, javascript: bool
) -> None:
    asker = visit("focal.oriental", language=language, width=width, javascript=javascript)
    title = f"Convention avec une université ? {language} {width} {javascript}"
    page = asker.open("/forum/new")
    page.check("[name=kind][value=question]")
    page.fill("[name=title]", title)
    page.fill("[name=source]", "Qui a déjà signé une convention avec une université ?\n\n- durée\n- budget")
    page.select_option("[name=category]", label=questions_category(page))
    reveal(page, "[name=asked][value='09']")
    page.check("[name=asked][value='09']")
    page.locator("main form button:not([type=button])").last.click()
    assert asker.path().startswith("/forum/topics/"), page.inner_text("main")
    topic = number_in(page.url)
    expect(page.locator("main li").first).to_be_visible()

    answerer = visit("focal.souss-massa", language="ar", width=width, javascript=javascript)
    home = answerer.open("/")
    home.get_by_role("link", name=title).first.click()
    assert answerer.path().startswith(f"/forum/topics/{topic}")
    home.fill("[name=source]", "نعم، اتفاقية إطار لمدة ثلاث سنوات مع **جامعة ابن زهر**.")
    send(home, f"/forum/topics/{topic}/posts")
    answer = home.locator("article, li").filter(has_text="اتفاقية إطار").last
    expect(answer).to_be_visible()
    assert home.locator("[lang=ar][dir=rtl]").filter(has_text="اتفاقية إطار").count() > 0

    page.goto(f"{asker.base}/forum/topics/{topic}")
    page.locator(f"form[action$='/forum/topics/{topic}/acceptance'] button").first.click()
    page.goto(f"{asker.base}/forum/topics/{topic}")
    home.goto(answerer.base + "/inbox")
    assert title in home.inner_text("main")


def questions_category(page: Page) -> str:
    labels = page.locator("[name=category] option").all_inner_texts()
    return next(label for label in labels if "Questions" in label or "أسئلة" in label)


def reveal(page: Page, selector: str) -> None:
    """Open the disclosures around an element, as a reader does."""
    page.locator(selector).evaluate(
        "element => { for (let up = element.closest('details'); up; up = up.parentElement.closest('details')) up.open = true }"
    )


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_a_meeting_is_created_attended_minuted_and_its_decision_followed(
    visit: Visit, language: str, width: int, javascript: bool
) -> None:
    organiser = visit("organiser", language=language, width=width, javascript=javascript)
    title = f"Rencontre de suivi {language} {width} {javascript}"
    page = organiser.open("/events/new")
    page.select_option("[name=kind]", "central_regional_meeting")
    page.fill("[name=title]", title)
    page.fill("[name=first_day]", "2027-03-10")
    page.fill("[name=last_day]", "2027-03-10")
    page.fill("[name=start_time]", "10:00")
    page.fill("[name=end_time]", "12:30")
    page.fill("[name=place]", "Rabat")
    page.locator("main form button[name=publish][value='1']").click()
    assert re.match(r"/events/\d+", organiser.path()), page.inner_text("main")
    event = number_in(page.url)
    assert "UTC+0" in page.inner_text("main")

    page.goto(f"{organiser.base}/events/{event}/minutes")
    page.fill("[name=text]", "## Relevé\n\nLes points ont été examinés dans l’ordre.")
    page.locator("main form button[name=publish][value='1']").click()
    page.goto(f"{organiser.base}/events/{event}/decisions")
    page.fill("[name=text]", f"Généraliser la fiche d’orientation ({title})")
    page.fill("[name=actions-0-text]", "Diffuser la fiche aux douze régions")
    page.fill("[name=actions-0-institution]", "Animation du réseau")
    page.fill("[name=actions-0-due_on]", "2027-04-30")
    page.locator("main form button:not([type=button])").last.click()

    member = visit("member.oriental", language=language, width=width, javascript=javascript)
    reading = member.open("/decisions/")
    assert title in reading.inner_text("main")
    assert re.search(r"D-2027-\d+/\d+", reading.inner_text("main"))


@pytest.mark.parametrize(("language", "width", "javascript"), WAYS)
def test_a_practice_is_written_submitted_published_and_found(
    visit: Visit, language: str, width: int, javascript: bool
) -> None:
    author = visit("member.oriental", language=language, width=width, javascript=javascript)
    title = f"Guichet itinérant zéphyr {language} {width} {javascript}"
    page = author.open("/library/new?kind=practice")
    page.select_option("[name=language]", "fr")
    page.fill("[name=title]", title)
    page.fill("[name=summary]", "Un guichet mobile a informé trois quartiers en six mois.")
    page.locator("main form button:not([type=button])").last.click()
    record = number_in(page.url)
    visitor = visit(language=language, width=width, javascript=javascript)
    visitor.open(f"/library/{record}", expected=404)
    assert page.request.get(f"{author.base}/library/{record}").status == 200
    visitor.open("/search?q=zéphyr")
    assert title not in visitor.page.inner_text("main")


@pytest.mark.parametrize("javascript", [False, True])
def test_an_administrator_invites_and_the_invited_person_arrives(visit: Visit, javascript: bool) -> None:
    admin = visit("admin", javascript=javascript)
    page = admin.open("/invitations/new")
    address = f"newcomer-{str(javascript).lower()}@demo.example"
    page.fill("[name=email]", address)
    page.fill("[name=name]", "Service action sociale")
    page.select_option("[name=role]", "member")
    page.select_option("[name=region]", "03")
    page.check("[name=language][value=ar]")
    page.locator("main form button:not([type=button])").last.click()
    page.goto(admin.base + "/admin/mail")
    page.locator("main a[href^='/admin/mail/']").first.click()
    assert address in page.inner_text("main")
    link = page.locator("main a[href*='/invitations/']").first.get_attribute("href")
    assert link

    invited = visit(language="ar", width=360, javascript=javascript)
    arriving = invited.page
    arriving.goto(invited.base + urlsplit(link).path)
    arriving.fill("input[type=password]", "guichet-ouvert-le-matin")
    arriving.locator("main form button:not([type=button])").last.click()
    assert invited.path() == "/welcome", arriving.inner_text("main")


@pytest.mark.parametrize("javascript", [False, True])
def test_a_reply_typed_in_an_ended_session_is_not_lost(visit: Visit, javascript: bool) -> None:
    watched = visit("member.oriental", javascript=javascript)
    page = watched.open("/forum/")
    page.locator("main a[href^='/forum/topics/']").first.click()
    topic = number_in(page.url)
    text = f"Texte précieux {javascript} : تجربة"
    page.fill("[name=source]", text)
    page.context.clear_cookies(name="hub_session")
    send(page, f"/forum/topics/{topic}/posts")
    assert page.locator("input[type=password]").count() == 1
    page.fill("[name=email]", "member.oriental@demo.example")
    page.fill("input[type=password]", "demo-regions-2026")
    page.locator("form:has(input[type=password]) button:not([type=button])").first.click()
    assert text in page.inner_text("main")
    page.locator("main form button:not([type=button])").last.click()
    assert watched.path().startswith(f"/forum/topics/{topic}")
    assert text in page.inner_text("main")


def test_bad_input_keeps_what_was_typed_in_the_readers_language(visit: Visit) -> None:
    for language, pattern in (("fr", "[éèà’]"), ("ar", "[\u0600-\u06ff]")):
        watched: Watched = visit("organiser", language=language, javascript=False)
        page = watched.open("/events/new")
        page.fill("[name=title]", "Atelier sans date")
        page.evaluate("document.querySelector('main form').noValidate = true")
        page.fill("[name=first_day]", "2027-03-10")
        page.fill("[name=last_day]", "2027-03-01")
        page.locator("main form button:not([type=button])").last.click()
        assert page.input_value("[name=title]") == "Atelier sans date"
        assert page.input_value("[name=last_day]") == "2027-03-01"
        assert re.search(pattern, page.locator(".field-error").first.inner_text())
