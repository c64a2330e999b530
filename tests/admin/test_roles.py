"""Roles with region and dates."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from hub.admin.actions.roles import Mandate, change_dates, give_role, remove_role
from hub.core import clock
from hub.core.access import Actor, Role
from hub.core.db import db
from hub.core.errors import Conflict, Forbidden, Invalid, NotFound
from hub.network.administrators import administrator_ids
from hub.network.demo import DemoPeople
from hub.network.identity import actor_of
from hub.network.models import RoleGrant
from hub.services.audit import AuditEntry
from tests.conftest import SignIn
from tests.factories.network import new_person, person


def mandate(role: Role, region: str | None = None, *, begins: int = 0, ends: int | None = None) -> Mandate:
    """Days from today."""
    today = clock.today()
    last = None if ends is None else today + timedelta(days=ends)
    return Mandate(role, region, today + timedelta(days=begins), last, False)


@pytest.mark.parametrize(
    ("begins", "ends", "is_in_force"),
    [(0, None, True), (-10, 0, True), (0, 0, True), (1, None, False), (-10, -1, False), (5, 9, False)],
)
def test_a_role_counts_from_its_first_day_to_its_last(
    people: DemoPeople, begins: int, ends: int | None, is_in_force: bool
) -> None:
    somebody = new_person("Quelqu'un")
    give_role(people["admin"], somebody.id, mandate(Role.FOCAL_POINT, "05", begins=begins, ends=ends))
    assert actor_of(db.session, somebody).has(Role.FOCAL_POINT, "05") is is_in_force


def test_a_role_given_counts_at_the_next_request_and_so_does_its_end(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        number = person("partner").id
    partner, admin = sign_in("partner"), sign_in("admin", language="en")
    assert partner.get("/invitations/").status_code == 404
    typed = {"role": "focal_point", "region": "05", "starts_on": clock.today().isoformat(), "ends_on": ""}
    assert admin.post(f"/admin/people/{number}/roles", typed).status_code == 302
    assert partner.get("/invitations/").status_code == 200
    with app.app_context():
        grant = db.session.query(RoleGrant).filter_by(person_id=number, role=Role.FOCAL_POINT).one().id
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    dates = {f"grant{grant}-starts_on": "2026-01-01", f"grant{grant}-ends_on": yesterday}
    assert admin.post(f"/admin/people/{number}/roles/{grant}", dates).status_code == 302
    assert partner.get("/invitations/").status_code == 404
    assert "Focal point" in admin.get(f"/admin/people/{number}").text


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (mandate(Role.FOCAL_POINT), "region"),
        (mandate(Role.ADMINISTRATOR, "02"), "region"),
        (mandate(Role.FOCAL_POINT, "99"), "region"),
        (mandate(Role.MEMBER, ends=-1), "ends_on"),
    ],
)
def test_an_impossible_mandate_is_refused(people: DemoPeople, asked: Mandate, field: str) -> None:
    somebody = new_person("Quelqu'un")
    with pytest.raises(Invalid) as refused:
        give_role(people["admin"], somebody.id, asked)
    assert field in refused.value.messages
    assert len(somebody.grants) == 1


def test_the_last_administrator_stays(people: DemoPeople) -> None:
    admin = people["admin"]
    number = admin.person_id or 0
    grant = person("admin").grants[0].id
    started = person("admin").grants[0].starts_on
    with pytest.raises(Conflict):
        remove_role(admin, number, grant)
    with pytest.raises(Conflict):
        change_dates(admin, number, grant, started, clock.today() + timedelta(days=30), is_alternate=False)
    with pytest.raises(Conflict):
        change_dates(admin, number, grant, clock.today() + timedelta(days=1), None, is_alternate=False)
    assert actor_of(db.session, person("admin")).is_administrator
    other = new_person("Deuxième", role=Role.ADMINISTRATOR)
    remove_role(admin, number, grant)
    assert not actor_of(db.session, person("admin")).is_administrator
    assert actor_of(db.session, other).is_administrator


def test_an_administrator_with_an_end_date_is_not_enough(people: DemoPeople) -> None:
    dated = new_person("Datée")
    give_role(people["admin"], dated.id, mandate(Role.ADMINISTRATOR, ends=10))
    with pytest.raises(Conflict):
        remove_role(people["admin"], people["admin"].person_id or 0, person("admin").grants[0].id)


def test_two_administrators_who_remove_each_other_at_once_leave_one(app: Flask) -> None:
    with app.app_context():
        new_person("Deuxième", role=Role.ADMINISTRATOR)
        grants = db.session.query(RoleGrant).filter_by(role=Role.ADMINISTRATOR).order_by(RoleGrant.id).all()
        targets = [(grant.person_id, grant.id) for grant in grants]
        actors = [actor_of(db.session, grant.person) for grant in grants]
    start = Barrier(2)

    def remove(actor: Actor, target: tuple[int, int]) -> bool:
        with app.app_context():
            start.wait()
            try:
                remove_role(actor, *target)
            except Conflict:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(remove, actors, reversed(targets)))
    assert sorted(done) == [False, True]
    with app.app_context():
        assert len(administrator_ids(db.session)) == 1


def test_only_administrators_change_roles(people: DemoPeople) -> None:
    for who in ("focal.oriental", "organiser", "central", "member.oriental", "partner"):
        with pytest.raises(Forbidden):
            give_role(people[who], people[who].person_id or 0, mandate(Role.ADMINISTRATOR))


def test_a_role_of_another_person_is_not_found(people: DemoPeople) -> None:
    with pytest.raises(NotFound):
        remove_role(people["admin"], people["partner"].person_id or 0, person("central").grants[0].id)


def test_each_change_leaves_a_trace(people: DemoPeople) -> None:
    somebody = new_person("Quelqu'un")
    give_role(people["admin"], somebody.id, mandate(Role.FOCAL_POINT, "05"))
    remove_role(people["admin"], somebody.id, somebody.grants[-1].id)
    traces = [
        (entry.action, entry.actor_id, entry.ref_id, entry.data["role"]) for entry in db.session.query(AuditEntry)
    ]
    admin = people["admin"].person_id
    assert traces == [
        ("admin.role.given", admin, somebody.id, "focal_point"),
        ("admin.role.removed", admin, somebody.id, "focal_point"),
    ]
