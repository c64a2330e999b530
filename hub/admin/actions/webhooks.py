"""Registering webhooks, switching them on and off, trying them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select

from hub.core import clock
from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE, Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.errors import Invalid, NotFound
from hub.core.ids import new_token
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.core.settings import Settings
from hub.services import audit
from hub.services.webhooks import (
    TEST,
    DeliveryState,
    NotAllowed,
    Webhook,
    WebhookDelivery,
    add_delivery,
    event_labels,
    parse,
    secret_of,
    shown_secret,
)

AUDIENCES = (PUBLIC_AUDIENCE, MEMBERS_AUDIENCE)
MOST = 50


@dataclass(frozen=True, slots=True)
class NewWebhook:
    """`events`: names. `audience`: as whom it hears: `public`, `members`, or a region's or a group's."""

    address: str
    events: Sequence[str]
    audience: str


def add_webhook(actor: Actor, new: NewWebhook) -> str:
    """The secret, shown once. Raises Invalid (address, events, audience)."""
    guard(actor, Permission.ADMIN_WEBHOOKS_EDIT)
    settings: Settings = current_app.config["HUB"]
    address = new.address.strip()
    messages = {}
    try:
        parse(address, local=settings.local_webhooks)
    except NotAllowed:
        messages["address"] = gettext("Give an address that begins with https://, without user name and password.")
    if not new.events or not set(new.events) <= event_labels().keys():
        messages["events"] = gettext("Choose at least one.")
    if new.audience not in {*AUDIENCES, *actor.audiences}:
        messages["audience"] = gettext("Choose one of the list.")
    if messages:
        raise Invalid(messages)
    if len(db.session.scalars(select(Webhook.id).limit(MOST)).all()) >= MOST:
        raise Invalid({"": gettext("There are %(num)s webhooks: remove one first.", num=MOST)})
    hook = Webhook(
        address=address,
        salt=new_token(),
        events=[name for name in event_labels() if name in new.events],
        audience=new.audience,
        created_by_id=actor.person_id,
    )
    db.session.add(hook)
    db.session.flush()
    audit.record(db.session, actor, "admin.webhook.added", _ref(hook), address=address, audience=new.audience)
    secret = secret_of(settings.secret_key, hook.salt)
    commit()
    return shown_secret(secret)


def switch_webhook(actor: Actor, webhook_id: int, *, on: bool) -> None:
    """Switched on again, it starts with a clean record. Raises NotFound."""
    hook = _found(actor, webhook_id)
    hook.disabled_at = None if on else clock.utcnow()
    hook.failing_since = None
    audit.record(db.session, actor, "admin.webhook.switched", _ref(hook), address=hook.address, is_active=on)
    commit()


def remove_webhook(actor: Actor, webhook_id: int) -> None:
    hook = _found(actor, webhook_id)
    audit.record(db.session, actor, "admin.webhook.removed", _ref(hook), address=hook.address)
    db.session.delete(hook)
    commit()


def try_webhook(actor: Actor, webhook_id: int) -> None:
    """Send a message that tells nothing. Raises NotFound."""
    hook = _found(actor, webhook_id)
    add_delivery(db.session, hook, TEST, _ref(hook), 1)
    commit()


def send_again(actor: Actor, delivery_id: int) -> None:
    """The same event once more, as a new message. Raises NotFound for one that still waits."""
    guard(actor, Permission.ADMIN_WEBHOOKS_EDIT)
    sent = db.session.get(WebhookDelivery, delivery_id)
    if sent is None or sent.state == DeliveryState.WAITING:
        raise NotFound(f"delivery {delivery_id}")
    hook = _found(actor, sent.webhook_id)
    add_delivery(db.session, hook, sent.event, Ref(sent.ref_kind, sent.ref_id), sent.version)
    commit()


def _found(actor: Actor, webhook_id: int) -> Webhook:
    guard(actor, Permission.ADMIN_WEBHOOKS_EDIT)
    hook = db.session.scalar(select(Webhook).where(Webhook.id == webhook_id).with_for_update())
    if hook is None:
        raise NotFound(f"webhook {webhook_id}")
    return hook


def _ref(hook: Webhook) -> Ref:
    return Ref("webhook", hook.id)
