"""One attempt to deliver, as a job. It writes down what came of it and, when it failed, asks for the next: a failed attempt
is a fact to show, not an error of the job."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select

from hub.core import clock
from hub.core.access import PUBLIC_AUDIENCE, Role
from hub.core.db import DbSession
from hub.core.registry import Ref
from hub.core.settings import Settings
from hub.network.queries import holders
from hub.services.jobs import outside
from hub.services.jobs.outcomes import backoff
from hub.services.notifications import notify
from hub.services.webhooks.announcing import attempt_soon, card_for
from hub.services.webhooks.models import DeliveryState, Webhook, WebhookDelivery
from hub.services.webhooks.sending import Outcome, send
from hub.services.webhooks.signing import secret_of, signature

ATTEMPTS = 10
PATIENCE = timedelta(days=5)
"""An address that fails for so long is switched off."""

TEST = "webhook.test"
DISABLED = "webhooks.disabled"


def deliver(session: DbSession, payload: Mapping[str, Any]) -> None:
    found = session.execute(
        select(WebhookDelivery, Webhook)
        .join(Webhook, Webhook.id == WebhookDelivery.webhook_id)
        .where(WebhookDelivery.id == payload["delivery_id"])
    ).first()
    if found is None:
        return
    delivery, hook = found
    if delivery.state != DeliveryState.WAITING or delivery.attempts + 1 != payload["attempt"]:
        return
    settings: Settings = current_app.config["HUB"]
    body = _body(session, delivery, hook.audience, settings.base_url)
    if body is None or hook.disabled_at is not None:
        delivery.state, delivery.error = DeliveryState.FAILED.value, "hidden" if body is None else "switched off"
        return
    address, delivery_id = hook.address, delivery.id
    headers = _headers(delivery.message_id, secret_of(settings.secret_key, hook.salt), body)
    with outside(session):
        outcome = send(address, body, headers, local=settings.local_webhooks)
    _note(session, session.get_one(WebhookDelivery, delivery_id), outcome)


def _headers(message_id: str, secret: bytes, body: bytes) -> dict[str, str]:
    timestamp = int(clock.utcnow().timestamp())
    return {
        "Content-Type": "application/json",
        "User-Agent": "regions-migration-hub",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, message_id, timestamp, body),
    }


def _body(session: DbSession, delivery: WebhookDelivery, audience: str, base_url: str) -> bytes | None:
    """A hint: what is of interest is fetched with the rights of who asks. None when the audience no longer sees the thing.
    The title goes along when everybody may read it."""
    data: dict[str, Any] = {"kind": delivery.ref_kind, "id": delivery.ref_id, "version": delivery.version}
    if delivery.event != TEST:
        ref = Ref(delivery.ref_kind, delivery.ref_id)
        card = card_for(session, audience, ref)
        if card is None:
            return None
        data["address"] = base_url + card.address
        if public := card_for(session, PUBLIC_AUDIENCE, ref):
            data["title"] = public.title
    happened = delivery.happened_at.isoformat(timespec="seconds").replace("+00:00", "Z")
    document = {"type": delivery.event, "timestamp": happened, "data": data}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _note(session: DbSession, delivery: WebhookDelivery, outcome: Outcome) -> None:
    hook = session.scalars(select(Webhook).where(Webhook.id == delivery.webhook_id).with_for_update()).one()
    now = clock.utcnow()
    delivery.attempts += 1
    delivery.attempted_at, delivery.answer, delivery.error = now, outcome.status, outcome.error
    if outcome.is_delivered:
        delivery.state, hook.failing_since = DeliveryState.DELIVERED.value, None
        return
    hook.failing_since = hook.failing_since or now
    if now - hook.failing_since >= PATIENCE and hook.disabled_at is None:
        _switch_off(session, hook)
    if delivery.attempts >= ATTEMPTS or hook.disabled_at is not None:
        delivery.state = DeliveryState.FAILED.value
    else:
        attempt_soon(session, delivery, now + backoff(delivery.attempts))


def _switch_off(session: DbSession, hook: Webhook) -> None:
    hook.disabled_at = clock.utcnow()
    administrators = holders(session, [Role.ADMINISTRATOR])
    notify(session, DISABLED, administrators, Ref("webhook", hook.id), host=hook.address, address="/admin/webhooks")
