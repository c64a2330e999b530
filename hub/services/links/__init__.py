"""Links between any two things, shown at both ends, aware of rights."""

from flask import Flask

from hub.core.access import register_policy
from hub.services.links.actions import connect, disconnect
from hub.services.links.addresses import resolve
from hub.services.links.models import Link
from hub.services.links.policy import POLICY
from hub.services.links.queries import LinkedCard, LinkGroup, of

__all__ = ["Link", "LinkGroup", "LinkedCard", "connect", "disconnect", "init_app", "of", "resolve"]


def init_app(app: Flask) -> None:
    register_policy(POLICY)
