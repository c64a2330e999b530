"""From a request to an endpoint and back."""

import json
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, request

from hub.api.authenticating import let_in, note_reading
from hub.api.models import KeptAnswer
from hub.api.repeating import HEADER, asked_hash, hold, kept_answer, key_from
from hub.core.access import VISITOR
from hub.core.db import db, one_transaction
from hub.core.locale import current_language, gettext
from hub.core.paging import Cursor, Page
from hub.core.settings import Settings
from hub.services.tokens import Holder, note_use
from hub.web.addresses import absolute
from hub.web.api import Endpoint, Made, Refused
from hub.web.api.reading import read_body, read_query
from hub.web.api.writing import plain
from hub.web.conditional import conditional
from hub.web.templating import here

MOST_BYTES = 512_000
JSON = "application/json"


@dataclass(frozen=True)
class NoQuery:
    """What an endpoint without arguments reads."""


def serve(endpoint: Endpoint, **path: Any) -> Response:
    """Raises what the error handlers turn into problems."""
    settings: Settings = current_app.config["HUB"]
    request.max_content_length = MOST_BYTES
    holder = let_in(endpoint, settings)
    values = {"actor": holder.actor if holder else VISITOR} | path | _query(endpoint)
    if endpoint.method == "GET":
        answer = _shown(endpoint, endpoint.run(**values))
        if holder:
            note_reading(holder)
        return answer
    return _act(endpoint, holder, values)


def _act(endpoint: Endpoint, holder: Holder | None, values: dict[str, Any]) -> Response:
    """The act, its kept answer and the note of use: one transaction."""
    assert holder, "only readers come without a token"  # noqa: S101
    values |= _body(endpoint)
    key = key_from(request.headers.get(HEADER)) if endpoint.method == "POST" else ""
    asked = asked_hash(request.method, request.path, request.get_data())
    with one_transaction():
        if key:
            hold(db.session, holder.token_id, key)
            if known := kept_answer(db.session, holder.token_id, key, asked):
                return _answer(known.body, known.status, known.location, is_replayed=True)
        made = endpoint.run(**values)
        note_use(db.session, holder.token_id)
        body = "" if endpoint.status == 204 else json.dumps(plain(made), ensure_ascii=False)
        location = made.address if isinstance(made, Made) and endpoint.status == 201 else ""
        if key:
            db.session.add(
                KeptAnswer(
                    token_id=holder.token_id,
                    key=key,
                    asked_hash=asked,
                    status=endpoint.status,
                    body=body,
                    location=location,
                )
            )
    return _answer(body, endpoint.status, location)


def _answer(body: str, status: int, location: str, *, is_replayed: bool = False) -> Response:
    answer = Response(body, status, content_type=JSON)
    if not body:
        answer.headers.pop("Content-Type", None)
    if location:
        answer.headers["Location"] = location
    if is_replayed:
        answer.headers["Idempotent-Replayed"] = "true"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _query(endpoint: Endpoint) -> dict[str, Any]:
    also = {"lang", "after"} if endpoint.is_paged else {"lang"}
    found = read_query(endpoint.query or NoQuery, request.args, also=frozenset(also))
    values: dict[str, Any] = {"query": found} if endpoint.query else {}
    if endpoint.is_paged:
        values["cursor"] = Cursor(after=request.args.get("after") or None)
    return values


def _body(endpoint: Endpoint) -> dict[str, Any]:
    if endpoint.body is None:
        return {}
    if request.mimetype != JSON:
        raise Refused(415, headers={"Accept-Post" if request.method == "POST" else "Accept-Patch": JSON})
    document = _document(request.get_data())
    values: dict[str, Any] = {"body": read_body(endpoint.body, document)}
    if "given" in endpoint.takes:
        values["given"] = frozenset(document)
    return values


def _document(data: bytes) -> Any:
    """JSON as RFC 8259 has it: UTF-8, no NaN."""
    try:
        return json.loads(data.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Refused(400, gettext("The body is not JSON.")) from error


def _refuse(name: str) -> None:
    raise ValueError(name)


def _shown(endpoint: Endpoint, found: Any) -> Response:
    """Lists as `{"items": […], "next": address or null}`, with the same address in `Link` (RFC 8288)."""
    following = None
    if endpoint.is_list:
        is_page = isinstance(found, Page)
        if is_page and found.next_cursor:
            following = absolute(here(after=found.next_cursor))
        found = {"items": found.items if is_page else found, "next": following}
    body = json.dumps(plain(found), ensure_ascii=False, separators=(",", ":"))
    answer = conditional(body.encode(), JSON)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Language"] = current_language().code
    if following:
        answer.headers["Link"] = f'<{following}>; rel="next"'
    return answer
