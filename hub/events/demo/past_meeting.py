"""What the demo's past meeting left: who came, minutes, decisions, actions done, open and overdue."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hub.core.access import Actor
from hub.core.clock import frozen, today
from hub.decisions.actions import NewAction, follow_action
from hub.events.actions.deciding import decide
from hub.events.actions.minutes import save_minutes
from hub.events.actions.registering import register
from hub.events.models import Event
from hub.network.demo import DemoPeople

Row = Mapping[str, Any]


def load_outcomes(people: DemoPeople, actor: Actor, event: Event, row: Row) -> None:
    """As if written at the time: registrations before the meeting, minutes after it, progress since."""
    schedule = event.schedule
    if schedule is None:
        return
    with frozen(schedule.starts_at - timedelta(days=10)):
        for who in row["registered"]:
            register(people[who], event.id)
    with frozen(schedule.ends_at + timedelta(days=2)):
        minutes = row["minutes"]
        save_minutes(actor, event.id, minutes["text"], minutes["language"], 0, publish=True)
    for decision in row["decisions"]:
        rows = decision["actions"]
        actions = [_action(people, one) for one in rows]
        with frozen(schedule.ends_at + timedelta(days=2)):
            taken = decide(actor, event.id, decision["text"], decision["language"], actions)
        for one, action in zip(rows, taken.actions, strict=True):
            _follow(people, actor, action.id, one)


def _action(people: DemoPeople, row: Row) -> NewAction:
    owner = people[row["owner"]].person_id if "owner" in row else None
    return NewAction(
        text=row["text"],
        due_on=today() + timedelta(days=row["due"]),
        institution=row["institution"],
        owner_id=owner,
        region_code=row.get("region"),
    )


def _follow(people: DemoPeople, actor: Actor, action_id: int, row: Row) -> None:
    follower = people[row["owner"]] if "owner" in row else actor
    for status in ("note", "done", "dropped"):
        if status in row:
            language = row.get("note_language", "fr")
            follow_action(follower, action_id, row[status], "open" if status == "note" else status, language)
