"""Keyset paging walks a list forwards and backwards without losing or repeating a row."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from hub.core import clock
from hub.core.db import db
from hub.core.paging import Cursor, paginate
from hub.network.models import Person


@pytest.fixture
def many(context: Flask) -> list[int]:
    """Ids of 25 people, latest first; several share a moment, so that the second column decides."""
    start = clock.utcnow()
    people = [
        Person(
            email=f"p{n}@demo.example",
            handle=f"p{n}",
            name=f"P {n}",
            name_key="p",
            created_at=start - timedelta(days=n // 4),
        )
        for n in range(25)
    ]
    db.session.add_all(people)
    db.session.flush()
    return [person.id for person in sorted(people, key=lambda p: (-p.created_at.timestamp(), p.id))]


STATEMENT = select(Person.id).where(Person.name_key == "p")
ORDER = (Person.created_at.desc(), Person.id)


def test_pages_forwards_then_backwards(context: Flask, many: list[int]) -> None:
    seen: list[int] = []
    cursor, pages = Cursor(), []
    while True:
        page = paginate(db.session, STATEMENT, ORDER, cursor, size=7)
        pages.append(list(page.items))
        seen += page.items
        if page.next_cursor is None:
            break
        cursor = Cursor(after=page.next_cursor)
    assert seen == many
    assert page.previous_cursor is not None
    for expected in reversed(pages[:-1]):
        page = paginate(db.session, STATEMENT, ORDER, Cursor(before=page.previous_cursor), size=7)
        assert list(page.items) == expected
    assert page.previous_cursor is None


@pytest.mark.parametrize("cursor", ["", "zzz", "W10", "WzFd", "%00", "eyJhIjoxfQ"])
def test_a_cursor_that_means_nothing_starts_at_the_beginning(context: Flask, many: list[int], cursor: str) -> None:
    page = paginate(db.session, STATEMENT, ORDER, Cursor(after=cursor), size=7)
    assert list(page.items) == many[:7]
