"""From one happening to a delivery for each address that may hear of it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from hub.core import clock
from hub.core.access import PUBLIC_AUDIENCE, VISITOR, Actor, Role
from hub.core.db import DbSession
from hub.core.ids import new_token
from hub.core.registry import Card, Ref, registry
from hub.services.jobs import enqueue
from hub.services.webhooks.models import Webhook, WebhookDelivery

DELIVER = "webhooks.deliver"
NOBODY = 0


def listener(audience: str) -> Actor:
    """A reader who is in this audience and nobody in particular: drafts and own things are never theirs."""
    sort, _, key = audience.partition(":")
    if audience == PUBLIC_AUDIENCE:
        return VISITOR
    if sort == "region":
        return Actor(person_id=NOBODY, grants=frozenset({(Role.MEMBER, key)}))
    return Actor(person_id=NOBODY, group_ids=frozenset({int(key)} if sort == "group" else ()))


def card_for(session: DbSession, audience: str, ref: Ref) -> Card | None:
    """The thing as this audience sees it now."""
    return registry.cards(session, [ref], listener(audience)).get(ref)


def announce(session: DbSession, payload: Mapping[str, Any]) -> None:
    """The job of a happening. What an audience cannot see, it is not told."""
    ref = Ref(payload["kind"], payload["id"])
    for hook in session.scalars(select(Webhook).where(Webhook.disabled_at.is_(None)).order_by(Webhook.id)):
        if payload["event"] in hook.events and card_for(session, hook.audience, ref):
            add_delivery(session, hook, payload["event"], ref, payload["version"])


def add_delivery(session: DbSession, hook: Webhook, event: str, ref: Ref, version: int) -> WebhookDelivery:
    """One message to one address, and the job of its first attempt (not committed)."""
    delivery = WebhookDelivery(
        webhook_id=hook.id,
        message_id=f"msg_{new_token()}",
        event=event,
        ref_kind=ref.kind,
        ref_id=ref.id,
        version=version,
        happened_at=clock.utcnow(),
    )
    session.add(delivery)
    session.flush()
    attempt_soon(session, delivery)
    return delivery


def attempt_soon(session: DbSession, delivery: WebhookDelivery, at: Any = None) -> None:
    """The key makes each attempt one job."""
    key = f"{delivery.id}:{delivery.attempts + 1}"
    enqueue(session, DELIVER, {"delivery_id": delivery.id, "attempt": delivery.attempts + 1}, key=key, at=at)
