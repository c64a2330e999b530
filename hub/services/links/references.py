"""References inside texts: `[[practice:12]]` and pasted addresses. A text is cooked once for all readers, so it keeps a
bare link; what the link leads to is looked up, with the reader's rights, when the text is shown."""

import html
import re
from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import select

from hub.core.access import Actor
from hub.core.db import DbSession, add_unless_there
from hub.core.registry import Ref, registry
from hub.services.links.addresses import resolve
from hub.services.links.models import Link
from hub.services.text import ALONE_CLASS, REFERENCE_CLASS

MENTIONED = "mentioned"
"""The relation between a page and the things that its texts refer to."""

MOST_REFERENCES = 60
"""In one text, or on one page of texts: the rest stay plain links."""

_REFERENCE = re.compile(rf'<a class="{REFERENCE_CLASS}(?P<alone> {ALONE_CLASS})?" href="(?P<href>[^"]+)">[^<]*</a>')

Draw = Callable[[Ref, bool], str | None]
"""From a reference, and whether it stands alone in its paragraph, to the HTML in its place; None leaves it as it is."""


def references(session: DbSession, texts: Iterable[str]) -> dict[str, Ref]:
    """Address to thing, for the references in cooked texts; one query for each kind whose addresses carry names."""
    found: dict[str, Ref] = {}
    for text in texts:
        for match in _REFERENCE.finditer(text):
            address = html.unescape(match["href"])
            if address not in found and len(found) < MOST_REFERENCES:
                ref = resolve(session, address)
                if ref is not None:
                    found[address] = ref
    return found


def drawn(text: str, found: Mapping[str, Ref], draw: Draw) -> str:
    """A cooked text with its references drawn."""

    def replaced(match: re.Match[str]) -> str:
        ref = found.get(html.unescape(match["href"]))
        return (draw(ref, match["alone"] is not None) if ref else None) or match[0]

    return _REFERENCE.sub(replaced, text)


def mention(session: DbSession, actor: Actor, page: Ref, texts: Iterable[str], before: Iterable[str] = ()) -> None:
    """Link a page with what texts on it refer to and `actor` may see (not committed). `before`: the texts of the page
    without this change; what they refer to is linked already.
    """
    known = set(references(session, before).values())
    fresh = {ref for text in texts for ref in references(session, [text]).values() if ref != page} - known
    for ref in registry.cards(session, fresh, actor):
        if registry.kinds[ref.kind].is_linkable and not is_linked(session, page, ref):
            add_unless_there(session, Link.tie(page, ref, MENTIONED, actor.person_id))


def is_linked(session: DbSession, one: Ref, other: Ref) -> bool:
    """Whether two things are linked, by whatever relation."""
    return session.scalar(select(Link.id).where(Link.between(one, other)).limit(1)) is not None
