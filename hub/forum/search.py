"""What the forum gives to search: a topic by its title and opening post, each further post on its own, as a hit of its
topic."""

import html
import re

from hub.core.registry import Ref, SearchEntry, SearchPart
from hub.forum.addresses import post_address
from hub.forum.models import Post, Topic

_QUOTES = re.compile(r'<blockquote[^>]*class="quote".*?</blockquote>', re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")


def topic_entry(topic: Topic) -> SearchEntry:
    return SearchEntry(
        parts=(SearchPart(topic.language, topic.title, ""),),
        regions=tuple(sorted({*topic.region_codes, *topic.asked_codes})),
        themes=tuple(topic.theme_codes),
        moment=topic.created_at,
    )


def post_entry(post: Post) -> SearchEntry | None:
    """None for a removed post. Quoted words are another post's."""
    if post.is_deleted:
        return None
    return SearchEntry(
        parts=(SearchPart(post.language, "", plain(post.html)),),
        regions=tuple(sorted({*post.topic.region_codes, *post.topic.asked_codes})),
        themes=tuple(post.topic.theme_codes),
        moment=post.created_at,
        subject=Ref("topic", post.topic_id),
        address=post_address(post.topic_id, post.number),
    )


def plain(cooked: str) -> str:
    """The words of cooked HTML."""
    return html.unescape(_TAGS.sub(" ", _QUOTES.sub(" ", cooked)))
