"""Links between any two things, shown at both ends, aware of rights."""

from flask import Flask

from hub.core.access import register_policy
from hub.services.links.actions import connect, disconnect
from hub.services.links.addresses import resolve
from hub.services.links.models import Link
from hub.services.links.policy import POLICY
from hub.services.links.queries import Linked, LinkedCard, LinkGroup, of, referred
from hub.services.links.references import drawn, mention, references

__all__ = [
    "Link",
    "LinkGroup",
    "Linked",
    "LinkedCard",
    "connect",
    "disconnect",
    "drawn",
    "init_app",
    "mention",
    "of",
    "references",
    "referred",
    "resolve",
]


def init_app(app: Flask) -> None:
    register_policy(POLICY)
