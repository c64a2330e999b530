"""How decisions and actions show themselves on other pages and in search."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from sqlalchemy import select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import lazy_gettext
from hub.core.registry import Card, ContentKind, Ref, SearchEntry, SearchPart
from hub.decisions.models import Action, Decision
from hub.decisions.visibility import visible_actions, visible_decisions
from hub.services.text import excerpt

TITLE_LENGTH = 140


def decision_cards(session: DbSession, ids: Iterable[int], reader: Actor) -> dict[int, Card]:
    statement = select(Decision.id, Decision.number, Decision.text, Decision.language, Decision.decided_on).where(
        Decision.id.in_(sorted(set(ids))), visible_decisions(reader)
    )
    return {
        row.id: Card(
            Ref("decision", row.id),
            excerpt(row.text, TITLE_LENGTH),
            f"/decisions/{row.id}",
            row.language,
            row.number,
            datetime.combine(row.decided_on, time(), tzinfo=UTC),
        )
        for row in session.execute(statement)
    }


def action_cards(session: DbSession, ids: Iterable[int], reader: Actor) -> dict[int, Card]:
    statement = (
        select(Action.id, Action.text, Action.language, Action.due_on, Decision.number)
        .join(Decision, Decision.id == Action.decision_id)
        .where(Action.id.in_(sorted(set(ids))), visible_actions(reader))
    )
    return {
        row.id: Card(
            Ref("action", row.id),
            excerpt(row.text, TITLE_LENGTH),
            f"/decisions/actions/{row.id}",
            row.language,
            row.number,
            datetime.combine(row.due_on, time(), tzinfo=UTC),
        )
        for row in session.execute(statement)
    }


def decision_search(row: Decision) -> SearchEntry:
    return SearchEntry(
        parts=(SearchPart(row.language, f"{row.number} {excerpt(row.text, TITLE_LENGTH)}", row.text),),
        moment=datetime.combine(row.decided_on, time(), tzinfo=UTC),
    )


def action_search(row: Action) -> SearchEntry:
    """An action is found as itself; its decision is one click away."""
    return SearchEntry(
        parts=(SearchPart(row.language, excerpt(row.text, TITLE_LENGTH), f"{row.text}\n{row.institution}"),),
        regions=(row.region_code,) if row.region_code else (),
        moment=row.created_at,
    )


DECISION = ContentKind(
    name="decision",
    label=lazy_gettext("Decision"),
    plural=lazy_gettext("Decisions"),
    model=Decision,
    address=lambda id_: f"/decisions/{id_}",
    visible_to=visible_decisions,
    cards=decision_cards,
    search_entry=decision_search,
)
ACTION = ContentKind(
    name="action",
    label=lazy_gettext("Action item"),
    plural=lazy_gettext("Action items"),
    model=Action,
    address=lambda id_: f"/decisions/actions/{id_}",
    visible_to=visible_actions,
    cards=action_cards,
    search_entry=action_search,
)
