"""Real past events, with their sources; one whose date is not known stays without a date."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hub.core.access import Actor
from hub.core.clock import CASABLANCA_NAME
from hub.core.multilingual import MultilingualText
from hub.events.actions.saving import create_event
from hub.events.draft import EventDraft
from hub.events.schedule import Schedule

KINDS = {
    "capacity_workshop": "workshop",
    "central_regional_meeting": "central_regional_meeting",
    "good_practice_exchange": "seminar",
    "peer_clinic": "peer_clinic",
    "regional_workshop": "workshop",
    "seminar": "seminar",
}


def load_real(actor: Actor, rows: list[Mapping[str, Any]]) -> None:
    for row in rows:
        create_event(actor, real_draft(row))


def real_draft(row: Mapping[str, Any]) -> EventDraft:
    """A row of `events.yaml` whose date is given, or known to be unknown."""
    schedule = None
    if row["start"]:
        first, last = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
        schedule = Schedule(first, last, None, None, CASABLANCA_NAME)
    return EventDraft(
        kind=KINDS[row["type"]],
        title=MultilingualText(row["title"]),
        language="fr",
        description=_description(row),
        schedule=schedule,
        date_note=row.get("date_note", "") if schedule is None else "",
        format=row["format"],
        place=row["place"] or "",
        audience="public",
        organisers=tuple(row["organisers"]),
        regions=frozenset(code.removeprefix("MA-") for code in row["region_codes"]),
        sources=tuple(row["sources"]),
    )


def _description(row: Mapping[str, Any]) -> str:
    facts = [f"**Programme :** {row['programme']}"] if row["programme"] else []
    facts += [f"**Financement :** {row['funder']}"] if row["funder"] else []
    facts += [f"**Participation :** {_participants(row['participants'])}"] if row["participants"] else []
    outputs = [f"- {text}" for text in row.get("outputs_fr", ())]
    return "\n\n".join([*facts, "\n".join(outputs)]).strip()


def _participants(counted: Mapping[str, Any]) -> str:
    total = f"{counted.get('qualifier', '')} {counted['total']} personnes".strip()
    if "women" in counted:
        total += f" ({counted['women']} femmes, {counted['men']} hommes)"
    return total
