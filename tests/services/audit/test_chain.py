"""The chain: one order, no gap, and whoever tampers is named."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from hub.core import clock
from hub.core.db import db
from hub.core.locale import lazy_gettext
from hub.core.registry import Ref
from hub.network.demo import DemoPeople
from hub.services import audit
from hub.services.audit import AuditChain, AuditEntry, Breach, register_actions, seal, verify
from hub.services.audit.keeping import seal_waiting, verify_chain

DONE = "test.thing.done"
GUARDS = {
    "sqlite": ("audit_entry_update", "audit_entry_delete", "audit_chain_update"),
    "postgresql": ("audit_entry_rows ON audit_entry", "audit_chain_rows ON audit_chain"),
}


@pytest.fixture(autouse=True)
def _named() -> None:
    register_actions({DONE: lazy_gettext("signed in")})


def act(count: int, **data: Any) -> None:
    for n in range(count):
        audit.record(db.session, None, DONE, Ref("thing", n + 1), **data)
    db.session.commit()


def sealed() -> int:
    done = seal(db.session)
    db.session.commit()
    return done


def unguarded(statement: str) -> None:
    """What somebody does who may change the database's structure: the guards off, one statement."""
    for guard in GUARDS[db.engine.dialect.name]:
        db.session.execute(text(f"DROP TRIGGER IF EXISTS {guard}"))
    db.session.execute(text(statement))
    db.session.commit()


def found() -> tuple[int, Breach] | None:
    broken = verify().broken
    return (broken.number, broken.what) if broken else None


def test_what_is_committed_is_sealed_in_one_order_and_holds(context: Flask) -> None:
    act(3, reason="رأي « juste »", total=2, ratio=0.1, flag=True, empty=None)
    assert (verify().checked, verify().waiting) == (0, 3)
    assert sealed() == 3
    act(2)
    assert (sealed(), sealed()) == (2, 0)
    verdict = verify()
    assert (verdict.number, verdict.checked, verdict.waiting, verdict.broken) == (5, 5, 0, None)
    assert verify((5, verdict.hash)).broken is None
    anchored = verify((5, "0" * 64)).broken
    assert anchored
    assert (anchored.number, anchored.what) == (5, Breach.ANCHOR)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'test.thing.other' WHERE number = 2",
        'UPDATE audit_entry SET data = \'{"reason": "other"}\' WHERE number = 2',
        "UPDATE audit_entry SET number = 9 WHERE number = 2",
        "UPDATE audit_entry SET hash = 'x' WHERE number = 2",
        "DELETE FROM audit_entry WHERE number = 2",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_chain",
        "UPDATE audit_chain SET number = 1",
        "INSERT INTO audit_entry (id, action, data, data_hash, actor_role, created_at, number, hash)"
        " VALUES (99, 'test.thing.done', '{}', 'x', '', '2026-01-01', 4, 'x')",
    ],
)
def test_the_database_refuses_to_change_what_was_written(context: Flask, statement: str) -> None:
    act(3, reason="x")
    sealed()
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text(statement))
    db.session.rollback()
    assert found() is None


def test_replacing_a_row_is_refused_too(context: Flask) -> None:
    act(1)
    other = "ON CONFLICT (id) DO UPDATE SET action = 'x'" if db.engine.dialect.name == "postgresql" else ""
    verb = "INSERT" if other else "INSERT OR REPLACE"
    row = "(id, action, data, data_hash, actor_role, created_at) SELECT id, 'x', data, '', '', created_at"
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text(f"{verb} INTO audit_entry {row} FROM audit_entry WHERE true {other}"))


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE audit_entry SET actor_role = 'member' WHERE number = 2", (2, Breach.CHANGED)),
        ("UPDATE audit_entry SET created_at = '2020-01-01 00:00:00.000000' WHERE number = 3", (3, Breach.CHANGED)),
        ('UPDATE audit_entry SET data = \'{"reason": "y"}\' WHERE number = 2', (2, Breach.WORDS)),
        ("UPDATE audit_entry SET data = '{}', salt = NULL WHERE number = 2", (2, Breach.WORDS)),
        ("DELETE FROM audit_entry WHERE number = 2", (2, Breach.MISSING)),
        ("DELETE FROM audit_entry WHERE number = 4", (4, Breach.MISSING)),
        ("UPDATE audit_chain SET number = 3", (3, Breach.HEAD)),
        ("UPDATE audit_chain SET hash = 'x'", (4, Breach.HEAD)),
    ],
)
def test_tampering_behind_the_guards_is_found_at_its_row(
    context: Flask, statement: str, expected: tuple[int, Breach]
) -> None:
    act(4, reason="x")
    sealed()
    unguarded(statement)
    assert found() == expected
    verify_chain(db.session, {})
    db.session.commit()
    chain = db.session.scalars(select(AuditChain)).one()
    assert (chain.broken_number, chain.broken_what, chain.checked_number) == (
        expected[0], expected[1].value, expected[0] - 1
    )  # fmt: skip


def in_threads(app: Flask, *works: Callable[[], None]) -> list[BaseException]:
    failed: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        with app.app_context():
            try:
                work()
            except BaseException as error:
                failed.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_writers_and_sealers_at_once_neither_fork_nor_gap_the_chain(app: Flask) -> None:
    def write() -> None:
        for n in range(15):
            audit.record(db.session, None, DONE, Ref("thing", n + 1), n=n)
            db.session.flush()
            if n % 5 == 4:
                db.session.rollback()
            else:
                db.session.commit()

    def seal_often() -> None:
        for _ in range(12):
            seal(db.session, 3)
            db.session.commit()

    assert in_threads(app, write, seal_often, write, seal_often, write) == []
    with app.app_context():
        while sealed():
            pass
        verdict = verify()
        assert (verdict.number, verdict.checked, verdict.waiting, verdict.broken) == (36, 36, 0, None)


@pytest.mark.only_on("postgresql")
def test_an_entry_committed_late_takes_a_later_number(context: Flask) -> None:
    """SQLite has one writer: nothing is committed late."""
    with Session(db.engine) as slow:
        audit.record(slow, None, DONE, Ref("thing", 1))
        slow.flush()
        act(2)
        assert sealed() == 2
        slow.commit()
    assert sealed() == 1
    order = db.session.scalars(select(AuditEntry.id).order_by(AuditEntry.number)).all()
    assert order == [2, 3, 1]
    assert found() is None


def test_a_seal_that_was_lost_is_caught_up(context: Flask) -> None:
    act(2)
    assert seal(db.session) == 2
    db.session.rollback()
    act(1)
    seal_waiting(db.session, {})
    db.session.commit()
    assert (verify().number, found()) == (3, None)


def test_erasing_a_person_takes_the_words_and_leaves_the_chain(people: DemoPeople) -> None:
    partner = people["partner"].person_id or 0
    about, other = Ref("person", partner), Ref("invitation", 5)
    audit.record(db.session, people["admin"], DONE, about, name="Partenaire", reason="Absence")
    audit.record(db.session, people["admin"], DONE, other, email="partner@demo.example")
    audit.record(db.session, people["admin"], DONE, Ref("thing", 1), reason="Reste")
    db.session.commit()
    sealed()
    assert audit.forget(db.session, people["partner"], partner, also=[other]) == 2
    assert audit.forget(db.session, people["partner"], partner, also=[other]) == 0
    db.session.commit()
    kept = [row.data for row in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]
    assert kept == [{}, {}, {"reason": "Reste"}, {"entries": "1 2"}]
    assert found() is None
    sealed()
    assert found() is None


def test_the_command_names_the_first_broken_entry(context: Flask) -> None:
    act(3)
    runner = context.test_cli_runner()
    assert "3 sealed" in runner.invoke(args=["audit", "seal"]).output
    held = runner.invoke(args=["audit", "verify"])
    assert (held.exit_code, held.output.startswith("3 entries hold. Head: 3:")) == (0, True)
    anchor = held.output.split("Head: ")[1].strip()
    assert runner.invoke(args=["audit", "verify", "--anchor", anchor]).exit_code == 0
    assert runner.invoke(args=["audit", "verify", "--anchor", "x"]).exit_code == 2
    unguarded("UPDATE audit_entry SET ref_id = 7 WHERE number = 2")
    broken = runner.invoke(args=["audit", "verify"])
    assert broken.exit_code == 1
    assert "entry 2 (row 2) was changed" in broken.output
    chain = db.session.scalars(select(AuditChain).execution_options(populate_existing=True)).one()
    assert chain.broken_number == 2
    assert chain.checked_at
    assert clock.utcnow() - chain.checked_at < timedelta(minutes=1)
