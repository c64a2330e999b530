"""Each address that outside clients rely on answers, in each language, with the page's language and direction."""

import pytest

from hub.core.locale import LANGUAGES
from tests.conftest import SignIn

VISITOR_PAGES = [
    "/", "/forum/", "/events/", "/decisions/", "/library/", "/indicators/", "/indicators/guide", "/regions/", "/regions/01",
    "/regions/12", "/search", "/search?q=migration", "/login",
    "/api/",
]  # fmt: skip
MEMBERS_PAGES = ["/people/", "/inbox", "/settings", "/admin/"]
MACHINE_ADDRESSES = {
    "/healthz": "application/json",
    "/readyz": "application/json",
    "/forum/feed.atom": "application/atom+xml",
    "/library/feed.atom": "application/atom+xml",
    "/events/calendar.ics": "text/calendar",
    "/search/suggest?q=mig": "application/json",
    "/api/v1/openapi.json": "application/json",
    "/api/v1/events": "application/json",
    "/api/v1/nowhere": "application/problem+json",
}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", VISITOR_PAGES)
def test_pages_answer_in_the_language_asked_for(sign_in: SignIn, path: str, code: str) -> None:
    answer = sign_in().get(path + ("&" if "?" in path else "?") + f"lang={code}")
    assert answer.status_code == 200
    assert f'<html lang="{code}" dir="{LANGUAGES[code].direction}"' in answer.text


@pytest.mark.parametrize("path", MEMBERS_PAGES)
def test_members_pages_send_visitors_to_sign_in(sign_in: SignIn, path: str) -> None:
    answer = sign_in().get(path)
    assert answer.status_code == 302
    assert answer.location.endswith(f"/login?next={path}")


@pytest.mark.parametrize("path", MEMBERS_PAGES)
def test_members_pages_answer_an_administrator(sign_in: SignIn, path: str) -> None:
    assert sign_in("admin").get(path).status_code == 200


@pytest.mark.parametrize(("path", "media_type"), MACHINE_ADDRESSES.items())
def test_addresses_for_machines_give_their_media_type(sign_in: SignIn, path: str, media_type: str) -> None:
    answer = sign_in().get(path)
    assert answer.mimetype == media_type
    assert answer.status_code in {"/readyz": {200, 503}, "/api/v1/nowhere": {404}}.get(path, {200})


def test_french_is_what_a_visitor_gets_whatever_the_browser_prefers(sign_in: SignIn) -> None:
    client = sign_in().client
    client.delete_cookie("lang")
    assert '<html lang="fr"' in client.get("/", headers={"Accept-Language": "en-US,en;q=0.9"}).text


def test_the_language_chosen_stays(sign_in: SignIn) -> None:
    browser = sign_in()
    browser.get("/?lang=ar")
    assert '<html lang="ar" dir="rtl"' in browser.get("/login").text


@pytest.mark.parametrize(
    "path", ["/regions/13", "/events/999999", "/library/999999", "/forum/topics/999999", "/indicators/NOPE", "/nowhere"]
)
def test_what_is_missing_is_not_found(sign_in: SignIn, path: str) -> None:
    assert sign_in().get(path).status_code == 404
