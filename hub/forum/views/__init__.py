"""Pages of the forum."""

from hub.forum.views import categories, feeds, lists, posts, starting, states, topics
from hub.forum.views.room import blueprint

__all__ = ["blueprint", "categories", "feeds", "lists", "posts", "starting", "states", "topics"]
