"""Numbered decisions and the actions followed from one meeting to the next."""

from flask import Flask

from hub.core.access import register_policy
from hub.core.registry import registry
from hub.decisions import webhooks
from hub.decisions.api import PART
from hub.decisions.kinds import ACTION, DECISION
from hub.decisions.notifications import register_kinds
from hub.decisions.overdue import REMIND, REMIND_DAILY
from hub.decisions.policy import POLICY
from hub.decisions.views import blueprint
from hub.services.jobs import register_job, register_schedule
from hub.web.api import register_part

__all__ = ["init_app"]


def init_app(app: Flask) -> None:
    register_policy(POLICY)
    registry.register(DECISION)
    registry.register(ACTION)
    register_kinds()
    register_job(REMIND)
    register_schedule(REMIND_DAILY)
    app.register_blueprint(blueprint)
    register_part(PART)
    webhooks.register()
