"""Pages that explain the hub."""

from flask import render_template
from flask.typing import ResponseReturnValue

from hub.home.views.room import blueprint
from hub.web.access import public


@blueprint.get("/about")
@public
def about() -> ResponseReturnValue:
    return render_template("home/about.html")


@blueprint.get("/help")
@public
def help_page() -> ResponseReturnValue:
    return render_template("home/help.html")


@blueprint.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    return render_template("home/accessibility.html")
