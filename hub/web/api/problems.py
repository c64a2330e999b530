"""Every failure as a problem document (RFC 9457), in the reader's language."""

import json
from collections.abc import Mapping

from flask import Response, g

from hub.core.errors import Conflict, Forbidden, HubError, Invalid, NotFound
from hub.core.locale import current_language, gettext
from hub.web.addresses import absolute

MEDIA_TYPE = "application/problem+json"
_STATUS: dict[type[HubError], int] = {NotFound: 404, Forbidden: 403, Invalid: 422, Conflict: 409}
_NAMES = {
    400: "malformed",
    401: "not-signed-in",
    403: "not-allowed",
    404: "not-found",
    405: "method",
    409: "conflict",
    413: "too-large",
    415: "media-type",
    422: "invalid",
    429: "too-many",
    500: "error",
    503: "unavailable",
}


class Refused(Exception):
    """A failure that only the API knows, with its sentence. `headers`: of the answer."""

    def __init__(self, status: int, detail: str = "", headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})


def problem(
    status: int,
    detail: str = "",
    *,
    errors: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """`errors`: message by field, `topic.title` for a field inside another, '' for the whole."""
    title, sentence = _words(status)
    document: dict[str, object] = {
        "type": absolute(f"/api/#{_NAMES.get(status, 'error')}"),
        "title": title,
        "status": status,
        "detail": detail or sentence,
        "request_id": g.get("request_id", ""),
    }
    if errors:
        document["errors"] = dict(errors)
    answer = Response(json.dumps(document, ensure_ascii=False), status, content_type=MEDIA_TYPE)
    answer.headers["Content-Language"] = current_language().code
    answer.headers["Cache-Control"] = "no-store"
    answer.headers.update(dict(headers or {}))
    return answer


def problem_of(error: Exception) -> Response:
    """What an action or a query raised."""
    status = next(code for kind, code in _STATUS.items() if isinstance(error, kind))
    if isinstance(error, Invalid):
        return problem(status, errors=error.messages)
    return problem(status, str(error) if status == 409 else "")


def known_problems() -> list[tuple[str, int, str, str]]:
    """(name, status, title, sentence) of each, for the page that their `type` leads to."""
    return [(name, status, *_words(status)) for status, name in _NAMES.items()]


def _words(status: int) -> tuple[str, str]:
    """Title and general sentence."""
    match status:
        case 401:
            told = gettext(
                "Send the header “%(header)s” with a token made in your settings; it may have expired or been revoked.",
                header="Authorization: Bearer …",
            )
            return gettext("A valid token is needed"), told
        case 403:
            return gettext("Not allowed"), gettext("The role of the token’s person does not allow this.")
        case 404:
            return gettext("Not found"), gettext("It does not exist, or it is not open to the token’s person.")
        case 405:
            return gettext("Method not allowed"), gettext(
                "This address does not know this method; see the header Allow."
            )
        case 409:
            return gettext("Conflict"), gettext(
                "Somebody else changed this meanwhile. Read it again, then send your change."
            )
        case 413:
            return gettext("Too large"), gettext("The body is over the limit. Nothing was saved.")
        case 415:
            return gettext("Not JSON"), gettext("Send the body as application/json.")
        case 422:
            return gettext("Not valid"), gettext(
                "Nothing was saved. The messages are beside their fields, in “errors”."
            )
        case 429:
            return gettext("Too many requests"), gettext("Wait as long as the header Retry-After says.")
        case 503:
            return gettext("Not available"), gettext(
                "The hub cannot answer now. Nothing was saved; try again in a moment."
            )
        case _ if status >= 500:
            return gettext("Error of the hub"), gettext("The error has been noted under this request number.")
    return gettext("Malformed"), gettext("The request could not be understood. Nothing was saved.")
