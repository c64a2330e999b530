"""Every failure as a page in the reader's language, with the request id that the log carries."""

import structlog
from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from hub.core.db import db, set_reading
from hub.core.errors import Conflict, Forbidden, Invalid, NotFound
from hub.web.api import Refused, is_api_request, problem, problem_of
from hub.web.error_texts import error_text
from hub.web.kept_input import KeptInput, offer_again

log = structlog.get_logger("hub.errors")
TELLING = {"Allow", "Retry-After"}
STATUS = {NotFound: 404, Forbidden: 403, Invalid: 422, Conflict: 409}


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(OperationalError, _database_error)
    app.register_error_handler(IntegrityError, _somebody_was_faster)
    app.register_error_handler(DataError, _not_storable)
    app.register_error_handler(Exception, _unexpected)
    for error_type in STATUS:
        app.register_error_handler(error_type, _expected)


def error_page(status: int, message: str = "") -> ResponseReturnValue:
    """The page of a status; a problem for a program. `message`: what to say beside the general sentence."""
    if is_api_request():
        return problem(status, message)
    return render_template("web/error.html", status=status, message=message), status


def _expected(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    if is_api_request():
        return problem_of(error)
    status = next(code for error_type, code in STATUS.items() if isinstance(error, error_type))
    return error_page(status, str(error) if status in {409, 422} else "")


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    db.session.rollback()
    if is_api_request():
        return problem(error.code, headers={name: text for name, text in error.get_headers() if name in TELLING})
    if isinstance(error, CSRFError) and request.form:
        return offer_again(KeptInput.from_request(), 400)
    return error_page(error.code)


def _refused(error: Refused) -> ResponseReturnValue:
    db.session.rollback()
    return problem(error.status, error.detail, headers=error.headers)


def _database_error(error: OperationalError) -> ResponseReturnValue:
    """The database does not answer, or another writer holds it too long. The page must not need it; what was typed is on
    it."""
    log.error("database", request_id=g.get("request_id"), error=str(error.orig))
    _give_up_on_database()
    if request.form and not is_api_request():
        return offer_again(KeptInput.from_request(), 503, error_text(503).text)
    return error_page(503)


def _somebody_was_faster(error: IntegrityError) -> ResponseReturnValue:
    """Two sent the same at once, or what was chosen was removed meanwhile: the checks passed, the constraint did not."""
    log.warning("constraint", request_id=g.get("request_id"), error=str(error.orig))
    _give_up_on_database()
    return error_page(409)


def _not_storable(error: DataError) -> ResponseReturnValue:
    """A number or a text that no column holds got past the forms."""
    log.warning("value", request_id=g.get("request_id"), error=str(error.orig))
    _give_up_on_database()
    return error_page(400)


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.error("unexpected", request_id=g.get("request_id"), exc_info=error)
    _give_up_on_database()
    return error_page(InternalServerError.code)


def _give_up_on_database() -> None:
    set_reading(False)
    db.session.remove()
    g.identity = g.get("identity")
