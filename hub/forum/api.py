"""What the forum offers to programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from hub.core.access import Actor, Permission
from hub.core.db import db
from hub.core.locale import lazy_gettext
from hub.core.paging import Cursor, Page
from hub.forum.actions.posting import reply
from hub.forum.actions.starting import TopicDraft, start_topic
from hub.forum.addresses import post_address, topic_address
from hub.forum.models import TopicKind
from hub.forum.models.topics import TITLE_LIMIT
from hub.forum.queries import lists
from hub.forum.queries.lists import TopicFilter, View
from hub.forum.queries.rooms import category_choices, category_row
from hub.forum.queries.rows import TopicRow
from hub.forum.queries.thread import PostRow, TopicHead, posts_page, topic_head
from hub.services.text import MAX_SOURCE
from hub.web.addresses import absolute
from hub.web.api import ApiPart, Limits, Made, Texts

PART = ApiPart("forum", lazy_gettext("Forum"))

Code = Annotated[str, Limits(longest=16)]
Slug = Annotated[str, Limits(longest=60)]
Source = Annotated[str, Limits(longest=MAX_SOURCE)]


@dataclass(frozen=True, slots=True)
class CategoryItem:
    slug: str
    name: Texts
    description: Texts
    audience: str
    is_locked: bool
    topics_count: int
    address: str


@dataclass(frozen=True, slots=True)
class TopicItem:
    id: int
    title: str
    language: str
    kind: TopicKind
    category: str
    author: str
    is_pinned: bool
    is_closed: bool
    is_answered: bool
    posts_count: int
    themes: Sequence[str]
    regions: Sequence[str]
    asked: Sequence[str]
    created_at: datetime
    last_post_at: datetime
    address: str


@dataclass(frozen=True, slots=True)
class TopicSheet:
    """`accepted`: number of the accepted answer. Posts are at `/forum/topics/{topic_id}/posts`."""

    id: int
    version: int
    title: str
    language: str
    kind: TopicKind
    category: str
    is_pinned: bool
    is_closed: bool
    closed_reason: str
    accepted: int | None
    posts_count: int
    last_number: int
    themes: Sequence[str]
    regions: Sequence[str]
    asked: Sequence[str]
    created_at: datetime
    last_post_at: datetime
    address: str


@dataclass(frozen=True, slots=True)
class PostItem:
    """`html`: sanitised; empty for a removed post, which keeps its number."""

    id: int
    number: int
    author: str
    author_handle: str
    reply_to: int | None
    html: str
    language: str
    is_removed: bool
    created_at: datetime
    edited_at: datetime | None
    address: str


@dataclass(frozen=True, slots=True)
class TopicQuery:
    category: Slug | None = None
    view: View | None = None
    theme: Code | None = None
    region: Code | None = None


@dataclass(frozen=True, slots=True)
class NewTopic:
    """`source`: Markdown. `asked`: codes of regions to which it puts a question. `language`: found from the text when empty."""

    category: Slug
    title: Annotated[str, Limits(longest=TITLE_LIMIT * 2)]
    source: Source
    kind: TopicKind = TopicKind.DISCUSSION
    themes: Sequence[Code] = ()
    regions: Sequence[Code] = ()
    asked: Sequence[Code] = ()
    language: Annotated[str, Limits(choices=("", "fr", "ar", "en"))] = ""


@dataclass(frozen=True, slots=True)
class NewPost:
    """`source`: Markdown. `reply_to`: number of the post that it answers."""

    source: Source
    reply_to: Annotated[int, Limits(least=1)] | None = None
    language: Annotated[str, Limits(choices=("", "fr", "ar", "en"))] = ""


@PART.get("/forum/categories", lazy_gettext("Categories of the forum"))
def categories(actor: Actor) -> list[CategoryItem]:
    return [
        CategoryItem(
            row.slug,
            Texts.of(row.name),
            Texts.of(row.description),
            row.audience,
            row.is_locked,
            row.topics_count,
            absolute(row.address),
        )
        for row in category_choices(db.session, actor)
    ]


@PART.get("/forum/topics", lazy_gettext("Topics, the liveliest first"))
def topics(actor: Actor, query: TopicQuery, cursor: Cursor) -> Page[TopicItem]:
    """`view` is of all categories; with `category`, it is left out."""
    chosen = TopicFilter(theme=query.theme or "", region=query.region or "")
    if query.category:
        category = category_row(db.session, actor, query.category)
        page = lists.of_category(db.session, actor, category.id, chosen, cursor)
    else:
        page = lists.of_view(db.session, actor, query.view or View.RECENT, chosen, cursor)
    return Page([_item(row) for row in page.items], page.next_cursor)


@PART.get("/forum/topics/<int:topic_id>", lazy_gettext("One topic"))
def topic(actor: Actor, topic_id: int) -> TopicSheet:
    head = topic_head(db.session, actor, topic_id)
    return TopicSheet(
        id=head.id,
        version=head.version,
        title=head.title,
        language=head.language,
        kind=TopicKind(head.kind),
        category=head.category_slug,
        is_pinned=head.is_pinned,
        is_closed=head.is_closed,
        closed_reason=head.closed_reason,
        accepted=head.accepted_number,
        posts_count=head.posts_count,
        last_number=head.last_number,
        themes=head.theme_codes,
        regions=head.region_codes,
        asked=head.asked_codes,
        created_at=head.created_at,
        last_post_at=head.last_post_at,
        address=absolute(head.address),
    )


@PART.get("/forum/topics/<int:topic_id>/posts", lazy_gettext("Posts of a topic, in order"))
def posts(actor: Actor, topic_id: int, cursor: Cursor) -> Page[PostItem]:
    head = topic_head(db.session, actor, topic_id)
    start = int(cursor.after) if cursor.after and cursor.after.isdecimal() and len(cursor.after) < 10 else 1
    if start > head.last_number:
        return Page([])
    page = posts_page(db.session, head, start)
    return Page([_post(row, head) for row in page.posts], str(page.next_start) if page.next_start else None)


@PART.post("/forum/topics", lazy_gettext("Start a topic"), Permission.FORUM_TOPIC_CREATE)
def start(actor: Actor, body: NewTopic) -> Made:
    draft = TopicDraft(body.title, body.category, body.kind, body.themes, body.regions, body.asked)
    posted = start_topic(actor, draft, body.source, language=body.language)
    return Made.at(posted.topic_id, topic_address(posted.topic_id))


@PART.post("/forum/topics/<int:topic_id>/posts", lazy_gettext("Reply in a topic"), Permission.FORUM_POST_CREATE)
def answer(actor: Actor, topic_id: int, body: NewPost) -> Made:
    """The number is the post's in its topic."""
    posted = reply(actor, topic_id, body.source, language=body.language, reply_to=body.reply_to)
    return Made.at(posted.number, post_address(posted.topic_id, posted.number))


def _item(row: TopicRow) -> TopicItem:
    return TopicItem(
        id=row.id,
        title=row.title,
        language=row.language,
        kind=TopicKind(row.kind),
        category=row.category_slug,
        author=row.author,
        is_pinned=row.is_pinned,
        is_closed=row.is_closed,
        is_answered=row.is_answered,
        posts_count=row.posts_count,
        themes=row.theme_codes,
        regions=row.region_codes,
        asked=row.asked_codes,
        created_at=row.created_at,
        last_post_at=row.last_post_at,
        address=absolute(row.address),
    )


def _post(row: PostRow, head: TopicHead) -> PostItem:
    return PostItem(
        id=row.id,
        number=row.number,
        author=row.author.name,
        author_handle=row.author.handle,
        reply_to=row.reply_to,
        html="" if row.is_deleted else str(row.html),
        language=row.language,
        is_removed=row.is_deleted,
        created_at=row.created_at,
        edited_at=row.edited_at,
        address=absolute(post_address(head.id, row.number)),
    )
