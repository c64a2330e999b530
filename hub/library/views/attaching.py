"""Files of a record."""

from flask import current_app, flash, redirect, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.library.actions.attaching import attach_file, detach_file
from hub.library.views import blueprint
from hub.library.views.editing import editable
from hub.library.views.states import state_page
from hub.services.files.messages import status_of
from hub.web.access import requires
from hub.web.identity import current_actor


@blueprint.post("/<int:record_id>/files")
@requires(Permission.LIBRARY_RECORD_EDIT)
def add(record_id: int) -> ResponseReturnValue:
    """Field `file`."""
    record, file = editable(record_id), request.files.get("file")
    if file is None or not file.filename:
        return state_page(record, {"file": gettext("Choose a file.")}), 422
    try:
        attach_file(current_app.extensions["files"], current_actor(), record_id, file.stream, file.filename)
    except Invalid as error:
        db.session.rollback()
        return state_page(editable(record_id), error.messages), status_of(error)
    flash(gettext("The file is attached."), "success")
    return redirect(f"/library/{record_id}/state#files")


@blueprint.post("/<int:record_id>/files/<int:attachment_id>/removal")
@requires(Permission.LIBRARY_RECORD_EDIT)
def remove(record_id: int, attachment_id: int) -> ResponseReturnValue:
    detach_file(current_actor(), record_id, attachment_id)
    flash(gettext("The file is removed."), "success")
    return redirect(f"/library/{record_id}/state#files")
