"""The library: structured good practices and plain documents."""

from flask import Flask

from hub.core.access import register_policy
from hub.core.registry import registry
from hub.library import flagging, webhooks
from hub.library.api import PART
from hub.library.audit_labels import LABELS
from hub.library.kinds import KINDS_OF_CONTENT
from hub.library.labels import words
from hub.library.notifications import register_kinds
from hub.library.policy import POLICY
from hub.library.queries.facets import FacetCache
from hub.library.views import (
    attaching,
    blueprint,
    creating,
    editing,
    exports,
    listing,
    reading,
    states,
    translating,
    versions,
)
from hub.library.wording import readable_address
from hub.services.audit import register_actions
from hub.web.api import register_part

PAGES = (attaching, creating, editing, exports, listing, reading, states, translating, versions)
"""Modules whose views are on the blueprint."""


def init_app(app: Flask) -> None:
    app.extensions["library_facets"] = FacetCache()
    app.jinja_env.globals["library_words"] = words
    app.jinja_env.filters.update(readable_address=readable_address)
    app.register_blueprint(blueprint)
    register_part(PART)
    webhooks.register()
    register_policy(POLICY)
    register_actions(LABELS)
    for kind in KINDS_OF_CONTENT:
        registry.register(kind)
    register_kinds()
    flagging.register()
