"""Webhooks and what was sent to them."""

from collections.abc import Sequence

from sqlalchemy import select

from hub.core.access import Actor, Permission, guard
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.core.paging import Cursor, Page, paginate
from hub.services.webhooks import Webhook, WebhookDelivery

PAGE_SIZE = 50


def webhooks(session: DbSession, reader: Actor) -> Sequence[Webhook]:
    guard(reader, Permission.ADMIN_WEBHOOKS_EDIT)
    return session.scalars(select(Webhook).order_by(Webhook.id)).all()


def webhook(session: DbSession, reader: Actor, webhook_id: int) -> Webhook:
    """Raises NotFound."""
    guard(reader, Permission.ADMIN_WEBHOOKS_EDIT)
    found = session.get(Webhook, webhook_id)
    if found is None:
        raise NotFound(f"webhook {webhook_id}")
    return found


def deliveries(session: DbSession, reader: Actor, webhook_id: int, cursor: Cursor) -> Page[WebhookDelivery]:
    """The newest first."""
    guard(reader, Permission.ADMIN_WEBHOOKS_EDIT)
    statement = select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook_id)
    return paginate(session, statement, [WebhookDelivery.id.desc()], cursor, PAGE_SIZE)
