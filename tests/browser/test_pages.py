"""Every page, for those who use it, in French and Arabic, on a phone and on a desk: right language and direction, nothing
wider than the window, no serious finding of axe-core, no console error, nothing from another host."""

import pytest

from tests.browser.conftest import AXE, Visit, Watched

PUBLIC = [
    "/", "/about", "/accessibility", "/help", "/login", "/forum/", "/forum/topics/{topic}", "/events/", "/events/?view=list",
    "/events/?view=agenda", "/events/{event}", "/decisions/", "/library/", "/library/{record}", "/library/{record}/sheet",
    "/library/{record}/versions", "/indicators/", "/indicators/guide", "/indicators/POP_LEG",
    "/indicators/POP_LEG?view=map", "/indicators/UNEMP?view=dots", "/indicators/UNEMP?view=trend", "/indicators/DEM-01",
    "/regions/", "/regions/02", "/regions/10", "/search", "/search?q=migration", "/search?q=%D9%87%D8%AC%D8%B1%D8%A9",
    "/search?q=zzzzzz", "/nowhere",
]  # fmt: skip
PAGES = {
    None: PUBLIC,
    "focal.oriental": [
        "/", "/forum/", "/forum/?view=unread", "/forum/new", "/people/", "/people/focal-oriental", "/inbox", "/settings",
        "/library/new", "/events/feed", "/welcome",
    ],
    "organiser": ["/", "/events/new", "/events/{event}", "/events/{event}/edit", "/decisions/", "/library/"],
    "admin": ["/", "/admin/", "/admin/people", "/admin/mail", "/admin/audit", "/admin/regions", "/admin/themes", "/design"],
}  # fmt: skip


PHONE, DESK = 360, 1280
WAYS = {"fr, light, desk first": ("fr", False, (DESK, PHONE)), "ar, dark, phone first": ("ar", True, (PHONE, DESK))}
"""Language, dark, widths. Each page is opened at the first width, where axe-core looks too, then its window is changed to
the second: the document is the same at both."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("who", PAGES)
def test_pages_are_sound(visit: Visit, who: str | None, way: str) -> None:
    language, dark, (first, second) = WAYS[way]
    watched = visit(who, language=language, width=first, dark=dark)
    places = find_places(watched)
    for template in PAGES[who]:
        path = template.format(**places)
        watched.page.set_viewport_size({"width": first, "height": 800})
        watched.open(path, 404 if path == "/nowhere" else 200)
        inspect(watched, path, language)
        findings = axe(watched)
        assert findings == [], f"{path}: {findings}"
        watched.page.set_viewport_size({"width": second, "height": 800})
        assert_nothing_is_wider(watched, path)


def find_places(watched: Watched) -> dict[str, str]:
    """Addresses of things of the demo, found as a reader finds them: by their links."""
    return {
        "topic": first_number(watched, "/forum/", "/forum/topics/"),
        "event": first_number(watched, "/events/?view=list", "/events/"),
        "record": first_number(watched, "/library/", "/library/"),
    }


def first_number(watched: Watched, page: str, prefix: str) -> str:
    watched.open(page)
    hrefs = watched.page.eval_on_selector_all("main a[href]", "links => links.map(link => link.getAttribute('href'))")
    numbers = [tail for href in hrefs if href.startswith(prefix) and (tail := href.removeprefix(prefix))[:1].isdigit()]
    assert numbers, f"{page} links to nothing below {prefix}"
    return numbers[0].split("#")[0].split("?")[0].split("-")[0].split("/")[0]


def inspect(watched: Watched, path: str, language: str) -> None:
    page = watched.page
    assert page.get_attribute("html", "lang") == language, path
    assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr"), path
    assert_nothing_is_wider(watched, path)
    assert page.locator("h1").count() == 1 or path == "/design", (
        f"{path} has {page.locator('h1').count()} main headings"
    )


def assert_nothing_is_wider(watched: Watched, path: str) -> None:
    wide = watched.page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    assert wide <= 0, f"{path} is {wide} px wider than a window of {watched.page.viewport_size}"


def axe(watched: Watched) -> list[str]:
    """Serious and critical findings. The script is evaluated, not added: the page's policy stays as it is."""
    if not watched.page.evaluate("() => Boolean(window.axe)"):
        watched.page.evaluate(AXE.read_text(encoding="utf-8"))
    result = watched.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {violation['nodes'][0]['html'][:160]}"
        for violation in result["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]
