"""Decisions for tests."""

from datetime import date, timedelta
from typing import Any

from hub.core.access import Actor
from hub.core.clock import today
from hub.core.multilingual import MultilingualText
from hub.core.registry import Ref
from hub.decisions.actions import NewAction, record_decision
from hub.decisions.models import Decision
from hub.decisions.source import SourceFacts

HELD = date(2026, 10, 6)


def source(number: int = 1, **values: Any) -> SourceFacts:
    """A public meeting of October 2026 unless told otherwise."""
    given: dict[str, Any] = {
        "ref": Ref("event", number),
        "title": MultilingualText(fr=f"Rencontre {number}"),
        "held_on": HELD,
        "audience": "public",
    }
    return SourceFacts(**{**given, **values})


def action(**values: Any) -> NewAction:
    given: dict[str, Any] = {
        "text": "Rédiger la liste",
        "due_on": today() + timedelta(days=10),
        "institution": "Conseil régional de l’Oriental",
    }
    return NewAction(**{**given, **values})


def decision(actor: Actor, *actions: NewAction, text: str = "Une liste commune.", **facts: Any) -> Decision:
    """A committed decision."""
    return record_decision(actor, source(**facts), text, "fr", actions)
