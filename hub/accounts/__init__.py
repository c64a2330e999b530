"""Accounts: signing in, invitations, profile, directory, settings, inbox."""

from flask import Flask

from hub.accounts.api import PART
from hub.accounts.audit_labels import AUDIT_LABELS
from hub.accounts.kinds import PERSON
from hub.accounts.policy import POLICY
from hub.accounts.views import blueprint
from hub.accounts.views.signing_in import sign_in_page
from hub.core.access import register_policy
from hub.core.registry import registry
from hub.services.audit import register_actions
from hub.web.api import register_part
from hub.web.kept_input import register_sign_in_page


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    register_part(PART)
    register_policy(POLICY)
    registry.register(PERSON)
    register_actions(AUDIT_LABELS)
    register_sign_in_page(app, sign_in_page)
