"""Readable differences."""

import random
import time

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from hub.services.text import word_diff


def test_changed_words_are_marked_and_paragraphs_kept() -> None:
    diff = word_diff("La région a signé une convention.\n\nSuite.", "La région a signé deux conventions.\n\nSuite.")
    assert diff == (
        '<p dir="auto">La région a signé <del>une convention</del><ins>deux conventions</ins>.</p>\n<p dir="auto">Suite.</p>'
    )


def test_arabic() -> None:
    assert word_diff("وقعت الجهة اتفاقية مع الجماعة", "وقعت الجهة اتفاقيتين مع الجماعة") == (
        '<p dir="auto">وقعت الجهة <del>اتفاقية</del><ins>اتفاقيتين</ins> مع الجماعة</p>'
    )


def test_paragraphs_come_and_go_whole() -> None:
    diff = word_diff("Un.\n\nDeux.", "Un.\n\nNouveau tout à fait.\n\nDeux.")
    assert '<p dir="auto"><ins>Nouveau tout à fait.</ins></p>' in diff
    assert "<del>" not in diff


def test_markup_is_text() -> None:
    diff = word_diff("<b>a</b>", "<b>a</b> <script>x</script>")
    assert {tag.name for tag in BeautifulSoup(diff, "html.parser").find_all()} <= {"p", "ins", "del", "br"}


@pytest.mark.parametrize(("old", "new"), [("", ""), ("a", "a"), ("", "a"), ("a", "")])
def test_ends(old: str, new: str) -> None:
    assert ("<ins>" in word_diff(old, new)) == (new > old)
    assert ("<del>" in word_diff(old, new)) == (old > new)


@given(st.text("ab \n<&ا", max_size=60), st.text("ab \n<&ا", max_size=60))
def test_both_texts_can_be_read_in_it(old: str, new: str) -> None:
    def without(tag: str) -> list[str]:
        soup = BeautifulSoup(str(word_diff(old, new)).replace("<br>", " ").replace("</p>", " </p>"), "html.parser")
        for found in soup.find_all(tag):
            found.decompose()
        return "".join(soup.get_text().split()).split()

    assert without("del") == "".join(new.split()).split()
    assert without("ins") == "".join(old.split()).split()


def test_large_texts_cost_little() -> None:
    draw = random.Random(1)  # noqa: S311 - a test text
    words = [[draw.choice("abc") for _ in range(9_000)] for _ in range(2)]
    start = time.process_time()
    word_diff(" ".join(words[0]), " ".join(words[1]))
    word_diff("a\n\n" * 6_000, "b\n\n" * 6_000)
    word_diff(("a b c " * 30 + "\n\n") * 80, ("b a c " * 30 + "\n\n") * 80)
    assert time.process_time() - start < 5
