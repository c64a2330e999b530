"""The room's part of the demo network and of the load set."""

from hub.events.demo.large import load_large
from hub.events.demo.network import load_demo

__all__ = ["load_demo", "load_large"]
