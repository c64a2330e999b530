"""Beginnings of texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.services.text import excerpt


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("court", 10, "court"),
        ("deux\nlignes  serrées", 30, "deux lignes serrées"),
        ("une phrase un peu longue, trop", 27, "une phrase un peu longue…"),
        ("anticonstitutionnellement", 10, "anticonst…"),
        ("", 5, ""),
    ],
)
def test_excerpt(text: str, length: int, expected: str) -> None:
    assert excerpt(text, length) == expected


@given(st.text(max_size=400), st.integers(5, 80))
def test_never_longer(text: str, length: int) -> None:
    assert len(excerpt(text, length)) <= length
