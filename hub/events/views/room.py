"""The room's blueprint, and what all of its templates may call."""

from typing import Any

from flask import Blueprint

from hub.events import wording
from hub.events.labels import AGENDA_STATUSES, ANSWERED_BY, AUDIENCES, FORMATS, KINDS, REGISTRATION_STATUSES, STATUSES

blueprint = Blueprint("events", __name__, template_folder="../templates", url_prefix="/events")


@blueprint.context_processor
def _labels() -> dict[str, Any]:
    return {
        "AGENDA_STATUSES": AGENDA_STATUSES,
        "ANSWERED_BY": ANSWERED_BY,
        "AUDIENCES": AUDIENCES,
        "FORMATS": FORMATS,
        "KINDS": KINDS,
        "REGISTRATION_STATUSES": REGISTRATION_STATUSES,
        "STATUSES": STATUSES,
        "wording": wording,
    }
