"""`docs/fifth-feature.md` is true: what stands there is built beside a copy of the hub, and used."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
WALK = PROJECT / "docs" / "fifth-feature.md"
NEEDED = ("hub", "static", "translations", "pyproject.toml")

USE = """
import re
from datetime import timedelta

from hub.app import create_app
from hub.core.clock import today
from hub.core.db import db
from hub.network.demo import demo_people, load_people
from hub.network.identity import open_session
from hub.network.models import Person
from hub.services.audit import AuditEntry
from hub.services.notifications import Notification
from tests.factories.jobs import run_jobs

app = create_app()
with app.app_context():
    load_people(db.session)
    db.session.commit()


def browser(who):
    client = app.test_client()
    with app.app_context():
        person = db.session.query(Person).filter_by(email=f"{who}@demo.example").one()
        client.set_cookie("hub_session", open_session(db.session, person, device="test", address=""))
        db.session.commit()
    return client


def post(client, path, expected, **fields):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/login").text)[1]
    answer = client.post(path, data={**fields, "csrf_token": token})
    assert answer.status_code == expected, (path, answer.status_code, answer.text[:2000])
    return answer


partner, member, visitor = browser("partner"), browser("member.oriental"), app.test_client()
soon, later = str(today() + timedelta(days=9)), str(today() + timedelta(days=30))
call = {"title": "Fonds des jumelages", "text": "Voir [[indicator:POP_LEG]].", "last_day": soon, "audience": "members"}

assert visitor.get("/calls/new").status_code == 302
assert member.get("/calls/new").status_code == 404
refused = post(partner, "/calls/", 422, **{**call, "last_day": "2001-01-01"})
assert "Voir [[indicator:POP_LEG]]." in refused.text and "last_day-error" in refused.text
page = post(partner, "/calls/", 302, **call).headers["Location"]
shown = member.get(page).text
assert "Fonds des jumelages" in shown and 'class="ref-title"' in shown
assert visitor.get(page).status_code == 404
assert "Fonds des jumelages" not in visitor.get("/calls/").text
assert page in member.get("/search?q=jumelage").text
assert page not in visitor.get("/search?q=jumelage").text
assert page in member.get("/indicators/POP_LEG").text and page not in visitor.get("/indicators/POP_LEG").text
number = int(page.rsplit("/", 1)[1])
post(member, "/watching", 302, kind="call", id=number, level="all", next=page)
post(member, f"{page}/last-day", 403, last_day=later)
post(partner, f"{page}/last-day", 302, last_day=later)
with app.app_context():
    run_jobs(db.session)
    told = db.session.query(Notification).filter_by(kind="calls.extended").one()
    assert told.person_id == demo_people(db.session)["member.oriental"].person_id
    acts = [entry.action for entry in db.session.query(AuditEntry) if entry.action.startswith("calls.")]
    assert acts == ["calls.call.announced", "calls.call.extended"], acts
"""


def apply(root: Path, walk: str) -> None:
    """Each code block is a file, or an edit of one: the name stands in the line before it."""
    name = ""
    for line, language, body in re.findall(r"^`([\w/.]+)`$|^```(\w+)\n(.*?)^```$", walk, re.MULTILINE | re.DOTALL):
        if line:
            name = line
            continue
        target = root / name
        if language == "diff":
            before = "".join(row[1:] + "\n" for row in body.splitlines() if row.startswith("-")).rstrip("\n")
            after = "".join(row[1:] + "\n" for row in body.splitlines() if row.startswith("+")).rstrip("\n")
            text = target.read_text()
            assert text.count(before) == 1, f"{name} has no {before!r}"
            target.write_text(text.replace(before, after))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(body)


def test_the_walk_through_builds_a_feature_that_works(tmp_path: Path) -> None:
    for name in NEEDED:
        source = PROJECT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    (tmp_path / "tests").symlink_to(PROJECT / "tests")
    apply(tmp_path, WALK.read_text(encoding="utf-8"))
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("HUB_")},
        "PYTHONPATH": str(tmp_path),
        "HUB_DATA_DIR": str(tmp_path / "var"),
        "HUB_DEMO": "0",
    }

    def run(*command: str) -> None:
        done = subprocess.run(
            [sys.executable, *command], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command[:4]}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"

    run("-m", "hub", "db", "upgrade")
    run("-m", "hub", "db", "revision", "--autogenerate", "-m", "Keep calls for projects")
    run("-m", "hub", "prepare")
    run("-c", USE)
    lint = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")],
        cwd=tmp_path, env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert lint.returncode == 0, lint.stdout
