"""Pages of people and administration cost the same at any size."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask

from hub.core.db import db
from hub.core.registry import Ref
from hub.network.demo import demo_people
from hub.services import audit
from tests.conftest import QueryCount, SignIn
from tests.factories.network import many_people

BUDGET = {
    "/people/": 6,
    "/people/?q=nombreux&region=02&role=member": 6,
    "/people/focal-oriental": 7,
    "/inbox": 4,
    "/settings": 5,
    "/settings/devices": 4,
    "/invitations/": 4,
    "/admin/people": 6,
    "/admin/people/1": 7,
    "/admin/organisations": 5,
    "/admin/audit": 6,
    "/admin/jobs": 11,
}


@pytest.mark.parametrize("size", [0, 60])
def test_queries_stay_within_budget(
    app: Flask, sign_in: SignIn, count_queries: Callable[[], AbstractContextManager[QueryCount]], size: int
) -> None:
    with app.app_context():
        many_people(size)
        people = demo_people(db.session)
        for _ in range(size):
            audit.record(
                db.session, people["admin"], "admin.person.lifted", Ref("person", people["partner"].person_id or 0)
            )
        db.session.commit()
    browser = sign_in("admin")
    over = {}
    for path, budget in BUDGET.items():
        with count_queries() as counted:
            assert browser.get(path).status_code == 200
        if int(counted) > budget:
            over[path] = (int(counted), counted.statements)
    assert over == {}
