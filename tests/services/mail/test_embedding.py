"""Cooked text inside a mail."""

import pytest

from hub.services.mail.embedding import for_mail
from hub.services.mail.isolating import direction_of_letters, isolated, without_idle_isolates
from hub.services.text import cook

BASE = "https://hub.example"


@pytest.mark.parametrize(
    ("source", "holds", "lacks"),
    [
        ("[a](/library/3)", [f'href="{BASE}/library/3"'], ['href="/']),
        ("[a](https://x.example/?a=1&b=2)", ['href="https://x.example/?a=1&amp;b=2"'], []),
        ("![plan](https://x.example/p.png)", ["plan", "https://x.example/p.png"], ["<img"]),
        ("a < b & c", ["a &lt; b &amp; c"], []),
        ("> نعم", ['dir="rtl"', "border-right"], ["border-left", "auto"]),
        ("> oui", ["border-left"], ["border-right", "auto"]),
        ("> 123", ["border-left"], ["auto"]),
    ],
)
def test_a_post_becomes_fit_for_mail(source: str, holds: list[str], lacks: list[str]) -> None:
    html = for_mail(cook(source, language="fr", base_url=BASE).html, base_url=BASE, language="fr")
    assert [part for part in holds if part not in html] == []
    assert [part for part in lacks if part in html] == []


def test_each_block_gets_its_own_direction_and_side() -> None:
    html = for_mail(
        '<p dir="auto">1. <b>نعم</b></p><p dir="auto">Oui</p><p dir="auto">12</p>', base_url=BASE, language="ar"
    )
    assert [part.partition('"')[0] for part in html.split('dir="')[1:]] == ["rtl", "ltr", "rtl"]
    assert [part.partition('"')[0] for part in html.split("text-align:")[1:]] == ["right", "left", "right"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (f"{isolated('Amina')} a répondu", "Amina a répondu"),
        (f"{isolated('أمينة')} a répondu", f"{isolated('أمينة')} a répondu"),
        (f"{isolated('أمينة')} أجابت", "أمينة أجابت"),
    ],
)
def test_isolates_stay_where_directions_mix(line: str, shown: str) -> None:
    assert without_idle_isolates(line) == shown


def test_an_address_does_not_turn_a_paragraph() -> None:
    assert direction_of_letters("هنا: https://hub.example/very/long/address", "ltr") == "rtl"
    assert direction_of_letters("123", "rtl") == "rtl"
