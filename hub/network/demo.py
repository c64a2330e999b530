"""The people of the demo: roles, no real persons. All have the same published password, so the demo is loopback only."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import insert, select

from hub.core import clock
from hub.core.access import Actor, Role
from hub.core.db import DbSession, db
from hub.core.multilingual import MultilingualText
from hub.network.identity import actor_of
from hub.network.models import Organisation, Person, RoleGrant
from hub.network.passwords import hash_password

LARGE_PEOPLE = 5_000
LARGE_PREFIX = "load-"
PASSWORD = "demo-regions-2026"  # noqa: S105 - published on purpose, demo only

DemoPeople = Mapping[str, Actor]
"""Actors by the local part of their address: `focal.oriental`, `organiser`, …"""

ORGANISATIONS: dict[str, tuple[str, str | None, str, str, str]] = {
    "network": ("network", None, "Animation du réseau", "تنشيط الشبكة", "Network facilitation"),
    "ministry": ("ministry", None, "Ministère chargé des MRE", "الوزارة المكلفة بالمغاربة المقيمين بالخارج",
                 "Ministry in charge of Moroccans residing abroad"),
    "oriental": ("regional_council", "02", "Conseil régional de l’Oriental", "مجلس جهة الشرق",
                 "Oriental Regional Council"),
    "souss": ("regional_council", "09", "Conseil régional Souss-Massa", "مجلس جهة سوس ماسة",
              "Souss-Massa Regional Council"),
    "tanger": ("regional_council", "01", "Conseil régional Tanger-Tétouan-Al Hoceïma", "مجلس جهة طنجة تطوان الحسيمة",
               "Tanger-Tétouan-Al Hoceïma Regional Council"),
    "oujda": ("commune", "02", "Commune d’Oujda", "جماعة وجدة", "Municipality of Oujda"),
    "iom": ("international", None, "OIM Maroc", "المنظمة الدولية للهجرة بالمغرب", "IOM Morocco"),
}  # fmt: skip

PEOPLE: tuple[tuple[str, str, str, str, Role, str | None, str], ...] = (
    ("admin", "Administration de la plateforme", "network", "fr", Role.ADMINISTRATOR, None,
     "Administration de la plateforme (démonstration)"),
    ("organiser", "Organisation des ateliers", "iom", "fr", Role.ORGANISER, None, "Organisation des ateliers"),
    ("central", "Niveau central – affaires de la migration", "ministry", "fr", Role.CENTRAL, None, "Niveau central"),
    ("focal.oriental", "Point focal – Oriental", "oriental", "fr", Role.FOCAL_POINT, "02", "Point focal migration"),
    ("focal.souss-massa", "نقطة الاتصال – سوس ماسة", "souss", "ar", Role.FOCAL_POINT, "09", "نقطة الاتصال للهجرة"),
    ("focal.tanger", "Point focal – Tanger-Tétouan-Al Hoceïma", "tanger", "fr", Role.FOCAL_POINT, "01",
     "Point focal migration"),
    ("member.oriental", "Service social – commune d’Oujda", "oujda", "fr", Role.MEMBER, "02", "Bureau d’accueil"),
    ("partner", "Technical partner", "iom", "en", Role.PARTNER, None, "Technical cooperation"),
)  # fmt: skip


def load_people(session: DbSession) -> None:
    """Add the demo's institutions and people (not committed)."""
    institutions = {
        key: Organisation(kind=kind, region_code=region, name=MultilingualText(fr=fr, ar=ar, en=en))
        for key, (kind, region, fr, ar, en) in ORGANISATIONS.items()
    }
    session.add_all(institutions.values())
    password_hash = hash_password(PASSWORD)
    since = clock.today() - timedelta(days=400)
    for local_part, name, institution, language, role, region, job_title in PEOPLE:
        session.add(
            Person(
                email=f"{local_part}@demo.example",
                handle=local_part.replace(".", "-"),
                name=name,
                job_title=job_title,
                organisation=institutions[institution],
                language=language,
                password_hash=password_hash,
                in_directory=True,
                welcomed_at=clock.utcnow(),
                grants=[RoleGrant(role=role, region_code=region, starts_on=since)],
            )
        )
    session.flush()


def load_large_people() -> None:
    """5,000 people spread over the twelve regions, without a password: nobody signs in as them."""
    now, today = clock.utcnow(), clock.today()
    db.session.execute(
        insert(Person),
        [
            {"email": f"{LARGE_PREFIX}{n}@demo.example", "handle": f"{LARGE_PREFIX}{n}", "name": f"Membre {n}",
             "language": "fr", "in_directory": True, "created_at": now, "welcomed_at": now}
            for n in range(LARGE_PEOPLE)
        ],
    )  # fmt: skip
    ids = db.session.scalars(select(Person.id).where(Person.handle.startswith(LARGE_PREFIX)))
    db.session.execute(
        insert(RoleGrant),
        [
            {"person_id": person_id, "role": Role.MEMBER, "region_code": f"{n % 12 + 1:02d}", "starts_on": today}
            for n, person_id in enumerate(ids)
        ],
    )


def demo_people(session: DbSession) -> DemoPeople:
    """The demo's actors, once `load_people` has run."""
    addresses = [f"{local_part}@demo.example" for local_part, *_ in PEOPLE]
    people = session.scalars(select(Person).where(Person.email.in_(addresses)))
    return {person.email.partition("@")[0]: actor_of(session, person) for person in people}
