"""From a token to an actor."""

from datetime import UTC, date, datetime, timedelta

from flask import Flask

from hub.core import clock
from hub.core.access import Role
from hub.core.db import db
from hub.network.identity import SESSION_LIFETIME, identify, open_session
from hub.network.models import Person, RoleGrant, SignInSession


def person(local_part: str) -> Person:
    return db.session.query(Person).filter_by(email=f"{local_part}@demo.example").one()


def test_a_live_session_gives_its_person_with_the_roles_in_force(context: Flask) -> None:
    token = open_session(db.session, person("focal.oriental"), device="test", address="127.0.0.1")
    found = identify(db.session, token)
    assert found is not None
    assert found.actor.has(Role.FOCAL_POINT, "02")
    assert not found.actor.has(Role.FOCAL_POINT, "09")
    assert found.actor.regions == {"02"}


def test_a_revoked_or_expired_session_or_a_suspended_person_is_nobody(context: Flask) -> None:
    member = person("member.oriental")
    token = open_session(db.session, member, device="test", address="127.0.0.1")
    with clock.frozen(clock.utcnow() + SESSION_LIFETIME + timedelta(seconds=1)):
        assert identify(db.session, token) is None
    member.suspended_at = clock.utcnow()
    db.session.flush()
    assert identify(db.session, token) is None
    member.suspended_at = None
    db.session.query(SignInSession).one().revoked_at = clock.utcnow()
    assert identify(db.session, token) is None


def test_a_mandate_counts_between_its_dates_only(context: Flask) -> None:
    member = person("member.oriental")
    member.grants = [
        RoleGrant(role=Role.FOCAL_POINT, region_code="09", starts_on=date(2030, 1, 1), ends_on=date(2030, 12, 31))
    ]
    token = open_session(db.session, member, device="test", address="127.0.0.1")
    db.session.flush()
    for year, is_focal_point in ((2029, False), (2030, True), (2031, False)):
        with clock.frozen(datetime(year, 6, 1, tzinfo=UTC)):
            db.session.query(SignInSession).update({SignInSession.expires_at: clock.utcnow() + timedelta(days=1)})
            found = identify(db.session, token)
            assert found is not None
            assert found.actor.has(Role.FOCAL_POINT, "09") is is_focal_point


def test_the_token_itself_is_not_stored(context: Flask) -> None:
    token = open_session(db.session, person("admin"), device="test", address="127.0.0.1")
    db.session.flush()
    assert token not in str(db.session.execute(db.select(SignInSession.__table__)).all())
