"""`POST /text/preview`: what Markdown will look like, for the editor."""

from flask import Blueprint, Flask, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission, register_policy, signed_in
from hub.core.locale import current_language, format_number, gettext
from hub.services.links import referred
from hub.services.text import MAX_SOURCE, TextTooLong, cook, detect_language
from hub.web.access import requires
from hub.web.addresses import absolute
from hub.web.identity import current_actor
from hub.web.links import show_references

blueprint = Blueprint("preview", __name__)

POLICY = {Permission.TEXT_PREVIEW_RENDER: signed_in}


def init_app(app: Flask) -> None:
    register_policy(POLICY)
    app.register_blueprint(blueprint)


@blueprint.post("/text/preview")
@requires(Permission.TEXT_PREVIEW_RENDER)
def preview() -> ResponseReturnValue:
    """A fragment of HTML; 422 and a message when the text is too long. Mentions stay plain: whom they reach depends on the place."""
    source = request.form.get("source", "")
    language = detect_language(source, current_language().code)
    try:
        cooked = cook(source, language=language, base_url=absolute("/"))
    except TextTooLong as error:
        return too_long(error.length), 422
    shown = show_references(referred(current_actor(), cooked.html), cooked.html)
    return f'<div class="prose" lang="{language}">{shown}</div>'


def too_long(length: int) -> str:
    """Message for a text over the limit."""
    return gettext(
        "The text has %(length)s characters; at most %(most)s are possible.",
        length=format_number(length),
        most=format_number(MAX_SOURCE),
    )
