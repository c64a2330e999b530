"""The blueprint that every page of the room hangs on, and its front page."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hub.core.access import Permission
from hub.web.access import requires

blueprint = Blueprint("admin", "hub.admin", template_folder="templates")


@blueprint.get("/admin/")
@requires(Permission.ADMIN_PEOPLE_EDIT)
def index() -> ResponseReturnValue:
    return render_template("admin/index.html")
