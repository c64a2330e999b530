"""Events: calendar, meetings, registrations, agendas, minutes."""

from flask import Flask

from hub.core.access import register_policy
from hub.core.registry import registry
from hub.events import flagging, webhooks
from hub.events.api import PART
from hub.events.auditing import register_labels
from hub.events.commands import events_commands
from hub.events.feeds import Shelf
from hub.events.invitations.mailing import WRITE
from hub.events.invitations.receiving import take_answer
from hub.events.kinds import EVENT, MINUTES
from hub.events.notifications import register_kinds
from hub.events.policy import POLICY
from hub.events.reminding import REMIND, REMIND_HOURLY
from hub.events.views import blueprint
from hub.services.jobs import register_job, register_schedule
from hub.services.mail import register_calendar_handler
from hub.web.api import register_part

__all__ = ["init_app"]


def init_app(app: Flask) -> None:
    register_policy(POLICY)
    registry.register(EVENT)
    registry.register(MINUTES)
    flagging.register()
    register_kinds()
    register_job(REMIND)
    register_job(WRITE)
    register_calendar_handler(take_answer)
    register_schedule(REMIND_HOURLY)
    register_labels()
    app.extensions["calendars"] = Shelf()
    app.register_blueprint(blueprint)
    register_part(PART)
    webhooks.register()
    app.cli.add_command(events_commands)
