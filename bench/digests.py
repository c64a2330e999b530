"""How long 5,000 digests take: people of every region and language with a dozen things each, found, written and kept."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import func, insert, select

from bench.serving import PYTHON
from hub.app import create_app
from hub.core import clock
from hub.core.access import Role
from hub.core.db import db
from hub.core.settings import Settings
from hub.forum.models import Category, Topic
from hub.network.models import Person, Region, RoleGrant
from hub.network.names import name_key
from hub.services.jobs import enqueue
from hub.services.jobs.doing import do
from hub.services.jobs.draining import LEASE, drain
from hub.services.jobs.leasing import claim
from hub.services.mail import Mail
from hub.services.notifications import Notification, digests
from hub.services.notifications.resolving import Delivery

PEOPLE = 5_000
TOLD = 12
KINDS = ("forum.reply", "forum.started", "forum.mention")
LANGUAGES = ("fr", "ar", "en")


@dataclass(frozen=True, slots=True)
class Measured:
    """`longest`: seconds of the longest transaction, for which others wait on SQLite."""

    digests: int
    seconds: float
    longest: float


def measure(environ: Mapping[str, str]) -> Measured:
    """In a data folder of its own, with the demo network and `PEOPLE` more people."""
    folder = Path(tempfile.mkdtemp(prefix="hub-digests-"))
    try:
        given = {**environ, "HUB_DATA_DIR": str(folder)}
        subprocess.run([PYTHON, "-m", "hub", "demo"], check=True, env=given, stdout=subprocess.DEVNULL)
        app = create_app(Settings.from_environ(given))
        with app.app_context():
            drain(app)
            _fill()
            return _write(app)
    finally:
        shutil.rmtree(folder)


def _fill() -> None:
    now = clock.utcnow() - timedelta(days=2)
    first = (db.session.scalar(select(func.max(Person.id))) or 0) + 1
    regions = db.session.scalars(select(Region.code).order_by(Region.code)).all()
    open_topics = select(Topic.id).join(Category).where(Category.audience.in_(["public", "members"]))
    topics = db.session.scalars(open_topics.order_by(Topic.id)).all()
    author = db.session.scalar(select(func.min(Person.id)))
    ids = range(first, first + PEOPLE)
    people = [
        {
            "id": one,
            "email": f"reader-{one}@demo.example",
            "handle": f"reader-{one}",
            "name": f"Reader {one}",
            "name_key": name_key(f"Reader {one}"),
            "language": LANGUAGES[one % len(LANGUAGES)],
        }
        for one in ids
    ]
    grants = [
        {"person_id": one, "role": Role.MEMBER, "region_code": regions[one % len(regions)], "starts_on": now.date()}
        for one in ids
    ]
    told = [
        {
            "person_id": one,
            "kind": KINDS[number % len(KINDS)],
            "ref_kind": "topic",
            "ref_id": topics[(one + number // 2) % len(topics)],
            "actor_id": author,
            "data": {"number": 1},
            "why": "addressed",
            "mail": Delivery.DIGEST.value,
            "created_at": now,
        }
        for one in ids
        for number in range(TOLD)
    ]
    for table, rows in ((Person, people), (RoleGrant, grants), (Notification, told)):
        db.session.execute(insert(table), rows)
    db.session.commit()


def _write(app: Flask) -> Measured:
    enqueue(db.session, digests.PLAN, {})
    db.session.commit()
    before = db.session.scalar(select(func.count(Mail.id))) or 0
    db.session.rollback()
    began, longest = time.monotonic(), 0.0
    while lease := claim("bench", LEASE):
        start = time.monotonic()
        if failure := do(app, lease):
            raise failure
        longest = max(longest, time.monotonic() - start)
    seconds = time.monotonic() - began
    written = (db.session.scalar(select(func.count(Mail.id))) or 0) - before
    return Measured(written, seconds, longest)
