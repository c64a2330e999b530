"""What the audit calls the forum's acts."""

from hub.core.locale import lazy_gettext

FIELDS = {
    "audience": lazy_gettext("Who reads it"),
    "entered": lazy_gettext("After"),
    "left": lazy_gettext("Before"),
    "number": lazy_gettext("Reference number"),
    "slug": lazy_gettext("Word in the address"),
}

LABELS = {
    "forum.category.created": lazy_gettext("created a forum category"),
    "forum.category.edited": lazy_gettext("changed a forum category"),
    "forum.category.locked": lazy_gettext("locked a category"),
    "forum.category.unlocked": lazy_gettext("unlocked a category"),
    "forum.post.destroyed": lazy_gettext("deleted a message for good"),
    "forum.post.hidden": lazy_gettext("hid a message"),
    "forum.post.removed": lazy_gettext("removed a message"),
    "forum.post.restored": lazy_gettext("brought back a message"),
    "forum.topic.closed": lazy_gettext("closed a topic"),
    "forum.topic.edited": lazy_gettext("changed a topic"),
    "forum.topic.moved": lazy_gettext("moved a topic"),
    "forum.topic.pinned": lazy_gettext("pinned a topic"),
    "forum.topic.reopened": lazy_gettext("reopened a topic"),
    "forum.topic.unpinned": lazy_gettext("unpinned a topic"),
}
