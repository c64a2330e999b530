"""The forum's kinds of content, as the rest of the hub knows them."""

from hub.core.locale import lazy_gettext
from hub.core.registry import ContentKind
from hub.forum.addresses import topic_address
from hub.forum.models import Category, Post, Topic
from hub.forum.queries.cards import category_cards, post_cards, topic_cards
from hub.forum.search import post_entry, topic_entry
from hub.forum.visibility import visible_categories, visible_posts, visible_topics

TOPIC = ContentKind(
    name="topic",
    label=lazy_gettext("Topic"),
    plural=lazy_gettext("Topics"),
    model=Topic,
    address=topic_address,
    visible_to=visible_topics,
    cards=topic_cards,
    search_entry=topic_entry,
)

POST = ContentKind(
    name="post",
    label=lazy_gettext("Message"),
    plural=lazy_gettext("Messages"),
    model=Post,
    address=lambda post_id: f"/forum/posts/{post_id}",
    visible_to=visible_posts,
    cards=post_cards,
    search_entry=post_entry,
    is_linkable=False,
)

CATEGORY = ContentKind(
    name="category",
    label=lazy_gettext("Category"),
    plural=lazy_gettext("Categories"),
    model=Category,
    address=lambda _category_id: "/forum/categories",
    visible_to=visible_categories,
    cards=category_cards,
    is_linkable=False,
)
