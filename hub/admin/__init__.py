"""Administration: people and their roles, institutions, regions, themes, groups, kept mail, audit."""

from flask import Flask

from hub.admin.audit_labels import AUDIT_LABELS, FIELDS, VALUES
from hub.admin.policy import POLICY
from hub.admin.views import blueprint
from hub.core.access import register_policy
from hub.services.audit import register_actions
from hub.services.moderation import register_logged


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    register_policy(POLICY)
    register_actions(AUDIT_LABELS, fields=FIELDS, values=VALUES)
    register_logged(None, "admin.person.suspended", fields=("ground", "last_day"))
    register_logged(None, "admin.person.lifted")
