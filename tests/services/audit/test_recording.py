"""The trace is written with the act, and told in words."""

import pytest
from flask import Flask

from hub.core.db import db
from hub.core.locale import lazy_gettext, speaking
from hub.core.registry import Ref
from hub.network.demo import DemoPeople
from hub.services import audit
from hub.services.audit import AuditEntry, action_label, register_actions


def test_an_act_undone_leaves_no_trace(people: DemoPeople) -> None:
    register_actions({"test.thing.done": lazy_gettext("signed in")})
    audit.record(db.session, people["admin"], "test.thing.done", Ref("thing", 3), reason="x")
    db.session.flush()
    db.session.rollback()
    assert db.session.query(AuditEntry).count() == 0
    audit.record(db.session, people["admin"], "test.thing.done", Ref("thing", 3), reason="x")
    db.session.commit()
    entry = db.session.query(AuditEntry).one()
    assert (entry.actor_id, entry.actor_role) == (people["admin"].person_id, "administrator")
    assert (entry.ref_kind, entry.ref_id, entry.data) == ("thing", 3, {"reason": "x"})


def test_an_act_that_nobody_has_named_is_refused(context: Flask) -> None:
    with pytest.raises(KeyError):
        audit.record(db.session, None, "test.thing.unnamed")


def test_a_name_is_told_in_the_readers_words_or_shown_itself(context: Flask) -> None:
    register_actions({"test.thing.named": lazy_gettext("signed in")})
    with speaking("en"):
        assert action_label("test.thing.named") == "signed in"
    assert action_label("test.thing.unknown") == "test.thing.unknown"
