"""Around every request: id, language, transaction kind, security headers, compression, one log line."""

import gzip
import re
import secrets
import time

import structlog
from flask import Flask, Response, abort, g, request

from hub.core.db import set_reading
from hub.core.locale import DEFAULT_LANGUAGE, language, speak
from hub.web.api.asking import is_api_request, spoken_without_reader
from hub.web.identity import current_identity
from hub.web.incoming import has_controls

log = structlog.get_logger("hub.request")

LANGUAGE_COOKIE = "lang"
WITHOUT_READER = {"assets.serve", "health.healthz", "health.readyz"}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
COMPRESSIBLE = re.compile(r"^(text/|application/(json|xml|atom\+xml|ld\+json|problem\+json)|image/svg)")
SMALLEST_COMPRESSED = 860
CSP = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; font-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def init_app(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_finish)
    app.teardown_request(_end)


def _begin() -> None:
    g.request_id = secrets.token_hex(8)
    g.started = time.perf_counter()
    set_reading(request.method in SAFE_METHODS)
    if is_api_request():
        _begin_for_program()
        return
    chosen = language(request.args.get("lang")) or language(request.cookies.get(LANGUAGE_COOKIE))
    speak(chosen or DEFAULT_LANGUAGE)
    # The body first: a file may take minutes to arrive, and once who is asking has been read, a request that may write
    # holds the database (on SQLite: keeps everybody else from writing).
    request.form  # noqa: B018
    if request.endpoint in WITHOUT_READER:
        g.identity = None
        return
    found = current_identity()
    if found:
        speak(chosen or language(found.actor.language) or DEFAULT_LANGUAGE, found.actor.zone)
    if has_controls(request.path):
        abort(404)


def _begin_for_program() -> None:
    """Its token is looked at where the request is served; its cookies are not."""
    g.identity = None
    speak(spoken_without_reader(request))
    if has_controls(request.path):
        abort(404)


def _end(_error: BaseException | None) -> None:
    set_reading(False)
    speak(DEFAULT_LANGUAGE)


def _finish(response: Response) -> Response:
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["X-Request-ID"] = g.get("request_id", "")
    if language(request.args.get("lang")) and not is_api_request():
        response.set_cookie(LANGUAGE_COOKIE, request.args["lang"], max_age=31_536_000, samesite="Lax")
    if request.endpoint != "assets.serve":
        response.headers.setdefault("Cache-Control", "private, no-cache")
        told_by = ("Authorization", "Accept-Language") if is_api_request() else ("Cookie",)
        response.vary.update((*told_by, "Accept-Encoding"))
        _compress(response)
        _log(response)
    return response


def _compress(response: Response) -> None:
    if (
        response.is_streamed
        or response.direct_passthrough
        or "Content-Encoding" in response.headers
        or response.status_code in {204, 304}
        or not COMPRESSIBLE.match(response.mimetype or "")
        or "gzip" not in request.headers.get("Accept-Encoding", "")
        or (response.content_length or 0) < SMALLEST_COMPRESSED
    ):
        return
    response.set_data(gzip.compress(response.get_data(), 5, mtime=0))
    response.headers["Content-Encoding"] = "gzip"


def _log(response: Response) -> None:
    """The rule, not the path: addresses of personal feeds and invitations carry secrets."""
    log.info(
        "request",
        request_id=g.get("request_id"),
        method=request.method,
        rule=request.url_rule.rule if request.url_rule else None,
        status=response.status_code,
        milliseconds=round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
    )
