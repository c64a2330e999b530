"""Dead letters and services, as an administrator sees them."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hub.core import clock
from hub.core.db import DbSession, db
from hub.core.locale import lazy_gettext
from hub.core.probes import Health, ServiceState, register_probe
from hub.services.audit import AuditEntry
from hub.services.jobs import Job, JobKind, JobState, JobWorker, enqueue, register_job
from tests.conftest import SignIn
from tests.factories.jobs import run_jobs


def break_down(session: DbSession, payload: Mapping[str, Any]) -> None:
    if payload["breaks"]:
        raise ConnectionRefusedError("smtp.example.org, password hunter2")


register_job(JobKind(name="test.breaks", run=break_down, attempts=1))


def job_state(app: Flask, job_id: int) -> tuple[str, int]:
    with app.app_context():
        job = db.session.get_one(Job, job_id)
        return job.state, job.attempts


@pytest.fixture
def failed(app: Flask) -> list[int]:
    """Three dead letters."""
    with app.app_context():
        for number in range(3):
            enqueue(db.session, "test.breaks", {"breaks": True, "number": number})
        run_jobs(db.session, allow_failures=True)
        return list(db.session.scalars(select(Job.id).order_by(Job.id)))


def test_a_dead_letter_is_shown_without_secrets_tried_again_or_discarded(
    app: Flask, sign_in: SignIn, failed: list[int]
) -> None:
    admin = sign_in("admin")
    page = admin.get("/admin/jobs?lang=en").text
    assert page.count("test.breaks") == 3
    assert "ConnectionRefusedError" in page
    assert "hunter2" not in page
    assert admin.post(f"/admin/jobs/{failed[0]}/retry").status_code == 302
    assert job_state(app, failed[0]) == (JobState.WAITING, 0)
    assert admin.post(f"/admin/jobs/{failed[1]}/removal").status_code == 302
    assert job_state(app, failed[1]) == (JobState.DISCARDED, 1)
    for gone in (*failed[:2], 9999):
        assert admin.post(f"/admin/jobs/{gone}/retry").status_code == 404
        assert admin.post(f"/admin/jobs/{gone}/removal").status_code == 404
    assert "number=0" in admin.get("/admin/jobs?state=waiting").text
    with app.app_context():
        acts = select(AuditEntry.action, AuditEntry.ref_id).where(AuditEntry.action.startswith("admin.job"))
        assert {tuple(row) for row in db.session.execute(acts)} == {
            ("admin.job.retried", failed[0]),
            ("admin.job.discarded", failed[1]),
        }


def test_after_an_outage_all_are_tried_again(app: Flask, sign_in: SignIn, failed: list[int]) -> None:
    with app.app_context():
        db.session.execute(Job.__table__.update().values(payload={"breaks": False}))  # type: ignore[attr-defined]
        db.session.commit()
    answer = sign_in("admin", language="en").post("/admin/jobs/retries", follow_redirects=True)
    assert "3 jobs are tried again." in answer.text
    with app.app_context():
        assert run_jobs(db.session) == 3
    assert {job_state(app, job_id)[0] for job_id in failed} == {JobState.DONE}


def test_jobs_are_paged_without_gaps(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        for number in range(120):
            enqueue(db.session, "test.breaks", {"number": f"n{number:03d}"})
        db.session.commit()
    admin, seen, address = sign_in("admin"), "", "/admin/jobs?state=waiting"
    for _ in range(3):
        page = admin.get(address).text
        seen += page
        if 'rel="next"' in page:
            address = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert sorted(re.findall(r"number=(n\d+)", seen)) == [f"n{number:03d}" for number in range(120)]


def test_services_tell_how_they_are_on_the_page_and_on_readyz(
    app: Flask, sign_in: SignIn, failed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.core.probes._probes", {})

    def breaks() -> Health:
        raise OSError("secret place")

    register_probe("essential", lazy_gettext("Database"), lambda: Health(ServiceState.OK), is_essential=True)
    register_probe("broken", lazy_gettext("Disk"), breaks)
    visitor = sign_in()
    answer = visitor.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {
        "status": "degraded",
        "services": {"essential": {"state": "ok"}, "broken": {"state": "down"}},
    }
    page = sign_in("admin", language="en").get("/admin/jobs").text
    assert ("OSError" in page, "secret place" in page, "Down" in page) == (True, False, True)
    register_probe("essential", lazy_gettext("Database"), breaks, is_essential=True)
    assert visitor.get("/readyz").status_code == 503


def test_the_queue_and_its_workers_are_watched(app: Flask, sign_in: SignIn, failed: list[int]) -> None:
    visitor = sign_in()
    services = visitor.get("/readyz").json["services"]
    assert services["queue"] == {"state": "weak", "waiting": 0, "running": 0, "failed": 3, "oldest_seconds": 0}
    assert services["workers"] == {"state": "down", "alive": 0}
    assert services["redis"] == {"state": "off"}
    with app.app_context():
        now = clock.utcnow()
        db.session.add(JobWorker(name="one", started_at=now, seen_at=now, woken_by="polling"))
        db.session.commit()
    assert visitor.get("/readyz").json["services"]["workers"] == {"state": "ok", "alive": 1}
