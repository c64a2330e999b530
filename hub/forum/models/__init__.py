"""Tables of the forum."""

from hub.forum.models.categories import Category, Starters
from hub.forum.models.posts import Post, PostRevision
from hub.forum.models.reading import ReadPosition
from hub.forum.models.topics import Topic, TopicAskedRegion, TopicKind, TopicRegion, TopicTheme

__all__ = [
    "Category",
    "Post",
    "PostRevision",
    "ReadPosition",
    "Starters",
    "Topic",
    "TopicAskedRegion",
    "TopicKind",
    "TopicRegion",
    "TopicTheme",
]
