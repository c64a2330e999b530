"""The frame of the page in a real browser: menus, appearance, keyboard, phone."""

import pytest

from tests.browser.conftest import Visit


def test_menu_opens_without_script_and_escape_closes_it(visit: Visit) -> None:
    page = visit("partner").open("/about")
    page.click("header .menu:last-of-type > summary")
    assert page.is_visible("header form[action='/logout'] button")
    page.keyboard.press("Escape")
    assert not page.is_visible("header form[action='/logout'] button")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_menu_works_without_script(visit: Visit) -> None:
    page = visit("partner", javascript=False).open("/about")
    page.click("header .languages > summary")
    page.click("header .languages a[lang=ar]")
    assert page.get_attribute("html", "dir") == "rtl"
    assert page.url.partition("?")[0].endswith("/about")


def test_one_menu_closes_when_another_opens(visit: Visit) -> None:
    page = visit("partner").open("/about")
    page.click("header .languages > summary")
    page.click("header .menu:last-of-type > summary")
    assert page.locator("header details[open]").count() == 1


def test_appearance_changes_at_once_and_stays(visit: Visit) -> None:
    watched = visit()
    page = watched.open("/about")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    with page.expect_response(lambda answer: "appearance=dark" in answer.url):
        page.click("footer [data-theme-choice=dark]")
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert before != after
    watched.open("/help")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


def test_appearance_follows_the_system_until_chosen(visit: Visit) -> None:
    light, dark = visit(), visit(dark=True)
    colours = [
        watched.open("/about").evaluate("getComputedStyle(document.body).backgroundColor") for watched in (light, dark)
    ]
    assert colours[0] != colours[1]


def test_first_tab_leads_past_the_head(visit: Visit) -> None:
    page = visit().open("/about")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") > 20
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_parts_are_under_the_thumb_on_a_phone(visit: Visit, language: str) -> None:
    page = visit(language=language, width=360).open("/about")
    bottom = page.evaluate("document.querySelector('.parts').getBoundingClientRect().bottom")
    assert bottom == pytest.approx(800, abs=1)
    for box in page.evaluate(
        "[...document.querySelectorAll('.parts-list a')].map(a => a.getBoundingClientRect().height)"
    ):
        assert box >= 44


def test_first_load_is_light(visit: Visit) -> None:
    """At most 10 requests; 100 kB compressed, 150 kB with the Arabic face."""
    for language, limit in (("fr", 100_000), ("ar", 150_000)):
        watched = visit(language=language)
        network = watched.page.context.new_cdp_session(watched.page)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        sizes: list[int] = []
        network.on("Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]))
        watched.open("/")
        watched.page.wait_for_load_state("networkidle")
        assert len(sizes) <= 10
        assert sum(sizes) <= limit
