"""What the audit calls the forum's acts."""

from hub.core.locale import lazy_gettext

LABELS = {
    "forum.category.created": lazy_gettext("created a forum category"),
    "forum.category.edited": lazy_gettext("changed a forum category"),
    "forum.post.removed": lazy_gettext("removed a message"),
    "forum.post.restored": lazy_gettext("brought back a message"),
    "forum.topic.closed": lazy_gettext("closed a topic"),
    "forum.topic.edited": lazy_gettext("changed a topic"),
    "forum.topic.moved": lazy_gettext("moved a topic"),
    "forum.topic.pinned": lazy_gettext("pinned a topic"),
    "forum.topic.reopened": lazy_gettext("reopened a topic"),
    "forum.topic.unpinned": lazy_gettext("unpinned a topic"),
}
