"""Forum: categories with their audiences, topics, flat threads of numbered posts."""

from flask import Flask

from hub.core.access import register_policy
from hub.core.registry import registry
from hub.forum import flagging, notifications, webhooks
from hub.forum.answering_by_mail import answer_by_mail
from hub.forum.api import PART
from hub.forum.audit_labels import FIELDS, LABELS
from hub.forum.policy import POLICY
from hub.forum.registered import CATEGORY, POST, TOPIC
from hub.forum.views import blueprint
from hub.services import audit
from hub.services.mail import register_reply_handler
from hub.web.api import register_part


def init_app(app: Flask) -> None:
    register_policy(POLICY)
    registry.register(TOPIC)
    registry.register(POST)
    registry.register(CATEGORY)
    notifications.register()
    register_reply_handler("topic", answer_by_mail)
    audit.register_actions(LABELS, fields=FIELDS)
    flagging.register()
    app.register_blueprint(blueprint)
    register_part(PART)
    webhooks.register()
