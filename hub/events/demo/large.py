"""The load set: 2,000 events over four years, a twentieth of them repeated, some with decisions."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from hub.core.clock import CASABLANCA_NAME, today, utcnow
from hub.core.db import db
from hub.core.multilingual import MultilingualText
from hub.decisions.models import Action, Decision, DecisionSource
from hub.decisions.numbering import written
from hub.events.actions.marking import mark_calendars
from hub.events.models import Event, EventKind, EventSeries, EventStatus, Occurrence, event_region, event_theme
from hub.events.recurrence import Frequency, Rule
from hub.events.schedule import Schedule
from hub.events.unfolding import unfold
from hub.network.models import Theme
from hub.services.text import cook

EVENTS = 2_000
SPAN = 730
WITH_DECISIONS = 150
SUBJECTS = (
    ("l’accueil dans les communes", "الاستقبال في الجماعات", "reception in municipalities"),
    ("la scolarisation des enfants", "تمدرس الأطفال", "schooling of children"),
    ("l’accès aux soins", "الولوج إلى العلاج", "access to health care"),
    ("l’emploi et la formation", "التشغيل والتكوين", "employment and training"),
    ("les indicateurs d’intégration", "مؤشرات الإدماج", "integration indicators"),
    ("la gouvernance régionale", "الحكامة الجهوية", "regional governance"),
)
DESCRIPTION = "Échange entre régions : **ce qui a marché**, ce qui a manqué, et la suite.\n\n- un cas\n- des questions\n- une action"


def load_large(events: int = EVENTS, seed: int = 2027) -> None:
    """Bulk inserts, in the caller's transaction; the same seed gives the same set on the same day."""
    chance = random.Random(seed)  # noqa: S311 - a load set, not a secret
    series = EventSeries(title=MultilingualText(fr="Série de charge", ar="سلسلة اختبار", en="Load series"))
    db.session.add(series)
    db.session.flush()
    first_id = (db.session.scalar(select(func.max(Event.id))) or 0) + 1
    rows = [_event(chance, number, first_id + number, series.id) for number in range(events)]
    db.session.execute(insert(Event), rows)
    db.session.execute(insert(Occurrence), [one for row in rows for one in _occurrences(row)])
    themes = list(db.session.scalars(select(Theme.code).order_by(Theme.position)))
    db.session.execute(insert(event_region), [pair for row in rows for pair in _regions(chance, row["id"])])
    db.session.execute(
        insert(event_theme), [{"event_id": row["id"], "theme_code": chance.choice(themes)} for row in rows]
    )
    _decide(chance, rows)
    _move_sequence()
    mark_calendars()


def _event(chance: random.Random, number: int, event_id: int, series_id: int) -> dict[str, Any]:
    subject = chance.choice(SUBJECTS)
    first = today() + timedelta(days=chance.randint(-SPAN, SPAN))
    whole_days = chance.random() < 0.2
    start = None if whole_days else time(chance.randint(8, 15), chance.choice((0, 30)))
    length = chance.choice((1, 1, 1, 2, 3)) if whole_days else 1
    repeats = not whole_days and first > date(2026, 9, 20) and chance.random() < 0.05
    rule = Rule(Frequency.WEEKLY, 1, (first.weekday(),), count=10) if repeats else None
    cooked = cook(DESCRIPTION, language="fr")
    return {
        "id": event_id,
        "uid": f"load-{event_id}@regions-migration-hub",
        "kind": chance.choice(list(EventKind)).value,
        "status": EventStatus.PUBLISHED.value,
        "audience": "public" if chance.random() < 0.6 else "members",
        "title": MultilingualText(
            fr=f"Rencontre {number} sur {subject[0]}",
            ar=f"لقاء {number} حول {subject[1]}",
            en=f"Meeting {number} on {subject[2]}",
        ),
        "language": "fr",
        "description": DESCRIPTION,
        "description_html": cooked.html,
        "description_text": cooked.plain,
        "first_day": first,
        "last_day": first + timedelta(days=length - 1),
        "start_time": start,
        "end_time": time(start.hour + 2, start.minute) if start else None,
        "zone": CASABLANCA_NAME,
        "rule_text": str(rule) if rule else "",
        "place": chance.choice(("Rabat", "Oujda", "Agadir", "Tanger", "Fès")),
        "series_id": series_id if chance.random() < 0.1 else None,
        "organisers": ["OIM Maroc"],
        "sources": [],
        "is_illustrative": True,
        "updated_at": utcnow() - timedelta(minutes=number),
        "created_at": utcnow() - timedelta(days=30),
    }


def _occurrences(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    schedule = Schedule(row["first_day"], row["last_day"], row["start_time"], row["end_time"], row["zone"])
    for happening in unfold(schedule, Rule.parse(row["rule_text"]) if row["rule_text"] else None):
        when = happening.schedule
        yield {
            "event_id": row["id"],
            "day": happening.day,
            "first_day": when.first_day,
            "last_day": when.last_day,
            "start_time": when.start_time,
            "end_time": when.end_time,
            "starts_at": when.starts_at,
            "ends_at": when.ends_at,
        }


def _regions(chance: random.Random, event_id: int) -> Iterator[dict[str, Any]]:
    for number in chance.sample(range(1, 13), chance.choice((1, 1, 2, 3))):
        yield {"event_id": event_id, "region_code": f"{number:02d}"}


def _decide(chance: random.Random, rows: list[dict[str, Any]]) -> None:
    held = sorted((row for row in rows if row["first_day"] < today()), key=lambda row: row["first_day"])
    ordinals: dict[int, int] = {}
    for year, highest in db.session.execute(
        select(DecisionSource.year, func.max(DecisionSource.ordinal)).group_by(DecisionSource.year)
    ):
        ordinals[year] = highest
    for row in chance.sample(held, min(WITH_DECISIONS, len(held))):
        year = row["first_day"].year
        ordinals[year] = ordinals.get(year, 0) + 1
        db.session.add_all(_decisions(chance, row, ordinals[year]))
    db.session.flush()


def _decisions(chance: random.Random, row: dict[str, Any], ordinal: int) -> Iterator[Decision]:
    day = row["first_day"]
    source = DecisionSource(
        kind="event", ref_id=row["id"], year=day.year, ordinal=ordinal, held_on=day, title=row["title"],
        audience=row["audience"], last_number=3, series=f"event_series:{row['series_id']}" if row["series_id"] else "",
    )  # fmt: skip
    for number in range(1, 4):
        yield Decision(
            source=source,
            number=written(day.year, ordinal, number),
            ordinal=number,
            text=f"Décision de charge {number} : reprendre la pratique dans une autre région.",
            decided_on=day,
            actions=[_action(chance, day, position) for position in (1, 2)],
        )


def _action(chance: random.Random, day: date, position: int) -> Action:
    is_done = chance.random() < 0.6
    return Action(
        position=position,
        text=f"Action de charge {position}",
        institution=f"Conseil régional {chance.randint(1, 12)}",
        region_code=f"{chance.randint(1, 12):02d}",
        due_on=day + timedelta(days=chance.randint(10, 400)),
        status="done" if is_done else "open",
        closed_at=datetime.combine(day, time(), tzinfo=utcnow().tzinfo) if is_done else None,
    )


def _move_sequence() -> None:
    """PostgreSQL: ids given by hand do not move the sequence."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(
            select(
                func.setval(func.pg_get_serial_sequence("event", "id"), select(func.max(Event.id)).scalar_subquery())
            )
        )
