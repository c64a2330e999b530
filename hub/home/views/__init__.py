"""The room's addresses."""

from hub.home.views import front, pages, regions, search
from hub.home.views.room import blueprint

__all__ = ["blueprint", "front", "pages", "regions", "search"]
