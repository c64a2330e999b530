"""Cursors that people or programs made up."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hub.core.db import db
from hub.core.paging import Cursor, cursor_at, paginate
from hub.network.models import Person

STRANGE: tuple[Any, ...] = (
    [1], ["a", "b"], [1, 2], ["a", 2**31], ["a", 1.5], ["a", True], ["a\0", 1], ["\ud800", 1], [None, 1], {"a": 1}, 7,
    [{"t": "2020-01-01T00:00:00"}, 1], [{"t": "never"}, 1], [{"d": "2020-01-01"}, 1],
)  # fmt: skip


def coded(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def page(cursor: Cursor, *order: Any) -> list[int]:
    return list(paginate(db.session, select(Person.id), order or (Person.name_key, Person.id), cursor, 3).items)


@pytest.mark.parametrize("value", STRANGE, ids=str)
def test_a_cursor_of_another_list_starts_at_the_beginning(context: Flask, value: Any) -> None:
    first = page(Cursor())
    assert len(first) == 3
    assert page(Cursor(after=coded(value))) == first


@pytest.mark.parametrize("text", ["é", "[[", "=", base64.b64encode(b"[" * 50_000).decode()], ids=len)
def test_a_cursor_that_cannot_be_read_starts_at_the_beginning(context: Flask, text: str) -> None:
    assert page(Cursor(after=text)) == page(Cursor())


@pytest.mark.parametrize("text", ["2020-01-01T00:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_that_no_row_has_starts_at_the_beginning(context: Flask, text: str) -> None:
    order = (Person.created_at, Person.id)
    assert page(Cursor(after=coded([{"t": text}, 1])), *order) == page(Cursor(), *order)


def test_a_moment_is_a_key(context: Flask) -> None:
    assert page(Cursor(after=cursor_at(datetime(9000, 1, 1, tzinfo=UTC), 1)), Person.created_at, Person.id) == []
