"""Forum: categories with their audiences, topics, flat threads of numbered posts."""

from flask import Flask

from hub.core.access import register_policy
from hub.core.registry import registry
from hub.forum import notifications
from hub.forum.audit_labels import LABELS
from hub.forum.policy import POLICY
from hub.forum.registered import POST, TOPIC
from hub.forum.views import blueprint
from hub.services import audit


def init_app(app: Flask) -> None:
    register_policy(POLICY)
    registry.register(TOPIC)
    registry.register(POST)
    notifications.register()
    audit.register_actions(LABELS)
    app.register_blueprint(blueprint)
