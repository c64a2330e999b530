"""Ending mails from the mail itself, without signing in (RFC 8058).

Mail scanners follow every link, so the link only shows a page with a button. The one-click request comes from a mail
program, which has no form token: what it may do is in the signed address, and nothing else is asked.
"""

from flask import Blueprint, Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.db import db
from hub.services.mail import unsubscribing
from hub.web.access import public

ONE_CLICK = ("List-Unsubscribe", "One-Click")

blueprint = Blueprint("mail", __name__)


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.extensions["csrf"].exempt(end_mails)


@blueprint.get("/mail/unsubscribe/<token>")
@public
def ask_to_end_mails(token: str) -> ResponseReturnValue:
    asked = unsubscribing.read_token(token)
    return render_template("web/unsubscribe.html", said=unsubscribing.describe(db.session, asked), is_done=False)


@blueprint.post("/mail/unsubscribe/<token>")
@public
def end_mails(token: str) -> ResponseReturnValue:
    if request.form.get(ONE_CLICK[0]) != ONE_CLICK[1]:
        current_app.extensions["csrf"].protect()
    asked = unsubscribing.read_token(token)
    said = unsubscribing.describe(db.session, asked)
    unsubscribing.unsubscribe(db.session, asked)
    return render_template("web/unsubscribe.html", said=said, is_done=True)
