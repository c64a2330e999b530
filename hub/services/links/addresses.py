"""From an address that somebody pasted to the thing it shows."""

import re
from functools import cache
from urllib.parse import unquote, urlsplit

from hub.core.db import DbSession
from hub.core.registry import ContentKind, Ref, registry

_PROBE = 987_654_321


def resolve(session: DbSession, text: str) -> Ref | None:
    """The linkable thing at an internal address; the hub's own host in front of it, a query or a slug after it do not
    matter."""
    try:
        path = unquote(urlsplit(text.strip()).path).rstrip("/") or "/"
    except ValueError:
        return None
    if not path.isprintable():
        return None
    for kind in registry.kinds.values():
        if kind.is_linkable:
            found = kind.find(session, path) if kind.find else _numbered(kind, path)
            if found is not None:
                return Ref(kind.name, found)
    return None


def _numbered(kind: ContentKind, path: str) -> int | None:
    match = _pattern(kind.address(_PROBE)).fullmatch(path)
    return int(match[1]) if match else None


@cache
def _pattern(probe_address: str) -> re.Pattern[str]:
    """`/events/987654321` becomes a pattern of `/events/12`, `/events/12-a-slug`."""
    path = urlsplit(probe_address).path
    return re.compile(re.escape(path).replace(str(_PROBE), r"(\d{1,9})(?:-[^/]*)?"))
