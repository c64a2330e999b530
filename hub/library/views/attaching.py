"""Files of a record."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from hub.core.access import Permission
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext, ngettext
from hub.library.actions.attaching import attach_files, detach_file
from hub.library.views import blueprint
from hub.library.views.editing import editable
from hub.library.views.states import state_page
from hub.web.access import requires
from hub.web.attaching import receive_files
from hub.web.identity import current_actor


@blueprint.post("/<int:record_id>/files")
@requires(Permission.LIBRARY_RECORD_EDIT)
def add(record_id: int) -> ResponseReturnValue:
    """Fields `files` and `upload`."""
    editable(record_id)
    chosen = receive_files()
    if chosen.message or not chosen.tokens:
        message = chosen.message or gettext("Choose a file.")
        return state_page(editable(record_id), {"files": message}, chosen.uploads), chosen.status
    try:
        attached = attach_files(current_actor(), record_id, chosen.tokens)
    except Invalid as error:
        db.session.rollback()
        return state_page(editable(record_id), error.messages, chosen.uploads), 422
    flash(ngettext("The file is attached.", "%(num)s files are attached.", len(attached)), "success")
    return redirect(f"/library/{record_id}/state#files")


@blueprint.post("/<int:record_id>/files/<int:attachment_id>/removal")
@requires(Permission.LIBRARY_RECORD_EDIT)
def remove(record_id: int, attachment_id: int) -> ResponseReturnValue:
    detach_file(current_actor(), record_id, attachment_id)
    flash(gettext("The file is removed."), "success")
    return redirect(f"/library/{record_id}/state#files")
