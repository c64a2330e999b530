"""What the rooms offer to programs: each declares its part in its `api.py`, `hub.api` serves all of them.

    part = ApiPart("forum", lazy_gettext("Forum"))

    @part.get("/forum/topics", lazy_gettext("Topics, the liveliest first"))
    def topics(actor: Actor, query: TopicQuery, cursor: Cursor) -> Page[TopicLine]: ...

    @part.post("/forum/topics", lazy_gettext("Start a topic"), Permission.FORUM_TOPIC_CREATE)
    def start(actor: Actor, body: NewTopic) -> Made: ...

The annotations are the declaration: `query` and `body` are frozen dataclasses, read and checked before the function is
called; what it gives back is written by its annotation; the OpenAPI document is made of the same. The function calls one
action or query, as a view does.
"""

from hub.web.api.asking import is_api_request
from hub.web.api.endpoints import READ, ApiPart, Endpoint, parts, register_part, write_scopes
from hub.web.api.problems import Refused, problem, problem_of
from hub.web.api.shapes import Limits, Made, Named, Texts, named

__all__ = [
    "READ",
    "ApiPart",
    "Endpoint",
    "Limits",
    "Made",
    "Named",
    "Refused",
    "Texts",
    "is_api_request",
    "named",
    "parts",
    "problem",
    "problem_of",
    "register_part",
    "write_scopes",
]
