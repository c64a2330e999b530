"""The frame of every page: language and direction, landmarks, the language switch, appearance."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from hub.core.locale import LANGUAGES
from tests.conftest import Browser

SignIn = Callable[..., Browser]


def page(browser: Browser, address: str) -> BeautifulSoup:
    return BeautifulSoup(browser.get(address).text, "html.parser")


@pytest.mark.parametrize("code", LANGUAGES)
def test_page_says_its_language_and_direction(sign_in: SignIn, code: str) -> None:
    html = page(sign_in(language=code), "/about").html
    assert html["lang"] == code
    assert html["dir"] == LANGUAGES[code].direction


def test_landmarks_are_there_once(sign_in: SignIn) -> None:
    found = page(sign_in("focal.oriental"), "/about")
    assert len(found.find_all("main")) == len(found.find_all("h1")) == 1
    assert len(found.body.find_all("header", recursive=False)) == 1
    assert len(found.body.find_all("footer", recursive=False)) == 1
    assert found.body.find("a")["href"] == "#" + found.main["id"], "the first link skips to the content"


def test_navigations_have_different_names(sign_in: SignIn) -> None:
    found = page(sign_in(), "/about")
    names = [
        nav.get("aria-label") or found.find(id=nav["aria-labelledby"]).get_text(strip=True)
        for nav in found.find_all("nav")
    ]
    assert len(names) == len(set(names)) >= 4


def test_four_parts_lead_to_their_rooms(sign_in: SignIn) -> None:
    links = page(sign_in(), "/about").select(".parts-list a")
    assert [link["href"] for link in links] == ["/forum/", "/events/", "/library/", "/indicators/"]


def test_language_switch_keeps_the_page_and_names_each_language_in_itself(sign_in: SignIn) -> None:
    links = page(sign_in(), "/regions/?page=2&lang=en").select(".languages .menu-panel a")
    assert [link.get_text(strip=True) for link in links] == ["Français", "العربية", "English"]
    assert [link["lang"] for link in links] == ["fr", "ar", "en"]
    assert all(link["href"].startswith("/regions/?page=2&lang=") for link in links)
    assert [link["lang"] for link in links if link.get("aria-current")] == ["en"]


def test_visitor_is_offered_to_sign_in_and_member_to_sign_out(sign_in: SignIn) -> None:
    visitor, member = page(sign_in(), "/about"), page(sign_in("partner"), "/about")
    assert visitor.select("header a[href='/login']")
    assert not visitor.select("form[action='/logout']")
    assert member.select("form[action='/logout'] input[name=csrf_token]")
    assert member.select("header a[href='/inbox']")


def test_administration_is_shown_to_administrators_only(sign_in: SignIn) -> None:
    assert page(sign_in("admin"), "/about").select("header a[href='/admin/']")
    assert not page(sign_in("central"), "/about").select("header a[href='/admin/']")


def test_appearance_is_remembered_by_the_device(sign_in: SignIn) -> None:
    browser = sign_in()
    assert page(browser, "/about").html["data-theme"] == "auto"
    assert page(browser, "/about?appearance=dark").html["data-theme"] == "dark"
    assert page(browser, "/about").html["data-theme"] == "dark", "the first byte of the next page knows it"


def test_unknown_appearance_is_ignored(sign_in: SignIn) -> None:
    answer = sign_in().get("/about?appearance=pink%22")
    assert 'data-theme="auto"' in answer.text
    assert "theme=" not in answer.headers.get("Set-Cookie", "")


def test_addresses_of_style_sheet_and_script_answer(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in()
    found = page(browser, "/about")
    addresses = [found.find("link", rel="stylesheet")["href"], found.find("link", rel="icon")["href"]]
    addresses += [script["src"] for script in found.find_all("script")]
    for address in addresses:
        assert browser.get(address).status_code == 200


def test_style_sheet_is_one_file_whose_images_exist(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in()
    address = page(browser, "/about").find("link", rel="stylesheet")["href"]
    text = browser.get(address).text
    assert "@import" not in text
    for name in set(re.findall(r'url\("([^"]+\.svg)"\)', text)):
        assert browser.get(urljoin(address, name)).status_code == 200
