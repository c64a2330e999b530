"""Send a mail again; write again to an address from which mails came back."""

from flask import current_app

from hub.admin.queries.mails import mail
from hub.core import clock
from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.errors import Conflict, NotFound
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.core.settings import Settings
from hub.services import audit
from hub.services.mail import bouncing, hand_over


def send_again(actor: Actor, mail_id: int) -> None:
    """As it was written, whatever became of it. Raises NotFound, or Conflict while no mail server is set."""
    guard(actor, Permission.ADMIN_MAIL_SEND)
    settings: Settings = current_app.config["HUB"]
    if settings.mail.server is None:
        raise Conflict(gettext("No mail server is set."))
    hand_over(db.session, mail(db.session, actor, mail_id), again=f"{clock.utcnow():%Y%m%d%H%M%S%f}")
    audit.record(db.session, actor, "admin.mail.sent_again", Ref("mail", mail_id))
    commit()


def write_again(actor: Actor, address: str) -> None:
    """Raises NotFound for an address that is not held back."""
    guard(actor, Permission.ADMIN_MAIL_SEND)
    if not bouncing.resume(db.session, address):
        raise NotFound(address)
    audit.record(db.session, actor, "admin.mail.address_resumed", email=address)
    commit()
