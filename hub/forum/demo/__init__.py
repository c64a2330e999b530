"""Demo network and load set."""

from hub.forum.demo.large import load_large
from hub.forum.demo.threads import load_demo

__all__ = ["load_demo", "load_large"]
