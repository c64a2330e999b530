"""How the mail server is doing, for `/readyz` and the administrator's page."""

from flask import current_app
from sqlalchemy import func, select

from hub.core.db import db
from hub.core.locale import gettext
from hub.core.probes import Health, ServiceState
from hub.core.settings import Settings
from hub.services.mail.delivering import Outage
from hub.services.mail.models import Mail, MailState
from hub.services.mail.smtp import ServerAway, greet

PATIENCE = 1.0
"""Seconds."""


def check_mail() -> Health:
    """Whether the server lets the hub in, and how many mails wait. A server that was found away is not asked again at once."""
    settings: Settings = current_app.config["HUB"]
    if settings.mail.server is None:
        return Health(ServiceState.OFF, gettext("No mail server is set: mails are kept here."))
    waiting = db.session.scalar(select(func.count()).select_from(Mail).where(Mail.state == MailState.WAITING)) or 0
    outage: Outage = current_app.extensions["mail"]
    if not outage.is_over:
        return Health(ServiceState.DOWN, outage.reason, {"waiting": waiting})
    try:
        greet(settings.mail.server, PATIENCE)
    except ServerAway as error:
        outage.note(str(error))
        return Health(ServiceState.DOWN, str(error), {"waiting": waiting})
    return Health(ServiceState.OK, settings.mail.server.host, {"waiting": waiting})
