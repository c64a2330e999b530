"""Searching the audit, taking it out, and what the administrator learns of its chain."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from hub.core import clock
from hub.core.db import db
from hub.core.locale import lazy_gettext
from hub.core.probes import ServiceState, probes
from hub.core.registry import Ref
from hub.network.demo import demo_people
from hub.services import audit
from hub.services.audit import AuditChain, AuditEntry, register_actions, seal
from tests.conftest import SignIn
from tests.factories.forum import make_category, make_topic

DONE, OTHER = "test.thing.done", "tested.thing.done"


@pytest.fixture
def told(app: Flask) -> Flask:
    """One act on a topic, one on a person, one on nothing, on three days; the middle one at 23:30 in Morocco."""
    register_actions({DONE: lazy_gettext("signed in"), OTHER: lazy_gettext("signed out")})
    with app.app_context():
        people = demo_people(db.session)
        make_category()
        topic_id = make_topic(people["partner"], title="L’accès aux écoles d’été")
        acts = (
            (datetime(2026, 11, 1, 9, tzinfo=UTC), people["central"], DONE, Ref("topic", topic_id)),
            (
                datetime(2026, 11, 2, 23, 30, tzinfo=UTC),
                people["admin"],
                DONE,
                Ref("person", people["partner"].person_id),
            ),
            (datetime(2026, 11, 3, 0, 30, tzinfo=UTC), None, OTHER, None),
        )
        for n, (moment, actor, action, ref) in enumerate(acts):
            with clock.frozen(moment):
                audit.record(db.session, actor, action, ref, reason=f"=acte {n}")
                db.session.commit()
    return app


def shown(page: str) -> set[int]:
    return {n for n in range(3) if f"=acte {n}" in page}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {0, 1, 2}),
        ("thing=ecole+ete", {0}),
        ("thing=ecole+hiver", set()),
        ("thing=technical+partner", {1}),
        ("thing=topic:1", {0}),
        ("thing=topic:99999999999", set()),
        ("since=2026-11-02&until=2026-11-02", {1}),
        ("since=2026-11-03", {2}),
        ("action=test.", {0, 1}),
        ("action=tested.", {2}),
        ("q=niveau+central", {0}),
        ("q=niveau+central&until=2026-10-31", set()),
        ("thing=%25", set()),
    ],
)
def test_it_is_searched(told: Flask, sign_in: SignIn, query: str, expected: set[int]) -> None:
    answer = sign_in("admin").get(f"/admin/audit?{query}")
    assert answer.status_code == 200
    assert shown(answer.text) == expected


@pytest.mark.parametrize("day", ["2026-13-01", "x", "0001-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_read_is_said_beside_its_field(told: Flask, sign_in: SignIn, day: str) -> None:
    answer = sign_in("admin", language="en").get(f"/admin/audit?since={day}")
    assert answer.status_code == 422
    assert "Write the day as" in answer.text
    assert f'value="{day}"' in answer.text


def test_the_export_is_a_file_for_spreadsheets_and_leaves_a_trace(told: Flask, sign_in: SignIn) -> None:
    with told.app_context():
        seal(db.session)
        db.session.commit()
    admin = sign_in("admin")
    answer = admin.post("/admin/audit/export", {"action": "test."})
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row["action"] for row in rows] == [DONE, DONE]
    assert rows[1]["title"] == "L’accès aux écoles d’été"
    assert rows[1]["moment_utc"] == "2026-11-01T09:00:00Z"
    assert json.loads(rows[0]["data"]) == {"Raison": "=acte 1"}
    assert len(rows[0]["hash"]) == 64
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    with told.app_context():
        kept = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "admin.audit.exported")).one()
        assert kept.data["act"] == "test."
    assert sign_in("organiser").post("/admin/audit/export").status_code == 404
    assert admin.get("/admin/audit/export").status_code == 405


def test_a_long_export_comes_in_pieces_without_gap(told: Flask, sign_in: SignIn) -> None:
    with told.app_context():
        for n in range(1200):
            audit.record(db.session, None, OTHER, Ref("thing", n + 1))
        db.session.commit()
    answer = sign_in("admin").post("/admin/audit/export", {"action": OTHER}, buffered=False)
    pieces = list(answer.response)
    rows = list(csv.DictReader(io.StringIO(b"".join(pieces).decode("utf-8-sig"))))
    assert [int(row["id"] or 0) for row in rows] == [*range(1200, 0, -1), 0]
    assert max(map(len, pieces)) < 200_000
    assert len(pieces) >= 4


def test_the_administrator_learns_of_a_broken_chain(told: Flask, sign_in: SignIn) -> None:
    with told.app_context():
        assert probe() is ServiceState.WEAK, "old entries wait to be sealed"
        seal(db.session)
        db.session.commit()
        assert probe() is ServiceState.OK
        chain = db.session.scalars(select(AuditChain)).one()
        chain.broken_number, chain.broken_what, chain.checked_at = 2, "changed", clock.utcnow()
        db.session.commit()
        assert probe() is ServiceState.DOWN
    page = sign_in("admin", language="en").get("/admin/audit").text
    assert "The chain of the audit is broken at entry 2" in page
    assert not any(found.is_essential for found in probes() if found.name == "audit"), "pages are served all the same"


def probe() -> ServiceState:
    db.session.expire_all()
    return next(found for found in probes() if found.name == "audit").ask().state
