"""A notification as one sentence, for inbox, mail and digest alike."""

from collections.abc import Mapping
from typing import Any

from hub.core.locale import gettext
from hub.core.registry import Card, Ref, registry
from hub.services.mail import isolated
from hub.services.notifications.kinds import kinds


def sentence(kind_name: str, data: Mapping[str, Any], actor_name: str | None, card: Card | None) -> str:
    """Plain text in the reader's language. Names stand isolated: one in the other script must not reorder it."""
    kind = kinds().get(kind_name)
    if kind is None:
        return card.title if card else kind_name
    told = dict(data)
    told["actor"] = isolated(actor_name or gettext("The hub"))
    told["title"] = isolated(card.title if card else str(told.get("title", "")))
    return kind.sentence(told)


def is_open(ref: Ref, cards: Mapping[Ref, Card]) -> bool:
    """A thing of a kind that says its visibility must be visible still; others are always open."""
    return ref in cards or ref.kind not in registry.kinds


def address(ref: Ref, data: Mapping[str, Any], cards: Mapping[Ref, Card]) -> str:
    """The path that a notification leads to; "" for none."""
    return str(data.get("address") or (cards[ref].address if ref in cards else ""))
