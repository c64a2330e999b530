"""Hints leave with the commit, once, and carry no content."""

import pytest
from flask import Flask
from sqlalchemy import text

from hub.core.db import db
from hub.core.registry import Ref
from hub.services import live
from hub.services.live.channel import Message
from hub.services.live.hints import MOST_PEOPLE


@pytest.fixture
def told(context: Flask, monkeypatch: pytest.MonkeyPatch) -> list[Message]:
    heard: list[Message] = []
    monkeypatch.setattr(context.extensions["live"], "tell", heard.extend)
    return heard


def test_a_hint_leaves_after_the_commit_and_only_once(told: list[Message]) -> None:
    live.hint(db.session, Ref("topic", 12), 7)
    live.hint(db.session, Ref("topic", 12), 8)
    assert told == []
    db.session.commit()
    assert told == [Message("hint", ("topic:12",), {"kind": "topic", "id": 12, "version": 8})]
    db.session.commit()
    assert len(told) == 1


def test_what_was_rolled_back_is_not_told(told: list[Message]) -> None:
    db.session.execute(text("SELECT 1"))
    live.hint(db.session, Ref("topic", 12))
    db.session.rollback()
    db.session.commit()
    assert told == []


def test_a_savepoint_given_up_keeps_what_was_said_before_it(told: list[Message]) -> None:
    live.hint(db.session, Ref("topic", 12))
    db.session.begin_nested().rollback()
    db.session.commit()
    assert [message.rooms for message in told] == [("topic:12",)]


def test_many_people_are_told_in_messages_of_bounded_size(told: list[Message]) -> None:
    live.hint_people(db.session, range(1, 2 * MOST_PEOPLE + 2))
    db.session.commit()
    assert [len(message.rooms) for message in told] == [MOST_PEOPLE, MOST_PEOPLE, 1]
    assert all(len(message.encoded()) < 10_000 for message in told)
