"""The thread, and replying in it."""

from functools import partial

import structlog
from flask import Flask, Response, current_app, flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError

from hub.core.access import Actor, Permission, may
from hub.core.db import db
from hub.core.errors import Conflict, Invalid
from hub.forum.actions.posting import reply
from hub.forum.actions.reading import remember_later
from hub.forum.addresses import post_address
from hub.forum.labels import kind_labels, language_choices, role_labels
from hub.forum.queries.rooms import names
from hub.forum.queries.subjects import post_by_number
from hub.forum.queries.thread import (
    PostRow,
    PostsPage,
    TopicHead,
    asked_regions,
    posts_numbered,
    posts_page,
    start_of,
    topic_head,
)
from hub.forum.views.room import MessageDraft, blueprint
from hub.services.files import queries as files
from hub.services.moderation import GROUNDS
from hub.services.text import quote
from hub.web.access import public, requires
from hub.web.identity import current_actor
from hub.web.incoming import whole
from hub.web.links import link_panel
from hub.web.watching import watch_control

log = structlog.get_logger("hub.forum")


@blueprint.get("/topics/<int:topic_id>")
@blueprint.get("/topics/<int:topic_id>-<slug>")
@public
def topic(topic_id: int, slug: str = "") -> ResponseReturnValue:
    head = topic_head(db.session, current_actor(), topic_id)
    wanted = request.args.get("post", type=whole)
    start = start_of(max(1, wanted)) if wanted else request.args.get("from", 1, type=whole)
    page = posts_page(db.session, head, start)
    response = make_response(_thread(head, page, _draft(head, page)))
    _remember_reading(response, head, page)
    return response


@blueprint.get("/topics/<int:topic_id>/news")
@public
def news(topic_id: int) -> ResponseReturnValue:
    """For a page that is open: how many messages came `after` the last one it knew of, and the way to the first of them."""
    head = topic_head(db.session, current_actor(), topic_id)
    after = request.args.get("after", head.last_number, type=whole)
    fresh = max(0, head.last_number - after)
    return render_template("forum/news.html", fresh=fresh, address=post_address(head.id, after + 1))


@blueprint.get("/topics/<int:topic_id>/posts")
@public
def posts(topic_id: int) -> ResponseReturnValue:
    """Where a reply is sent to; somebody who reloads the address is shown the topic."""
    return redirect(topic_head(db.session, current_actor(), topic_id).address)


@blueprint.post("/topics/<int:topic_id>/posts")
@requires(Permission.FORUM_POST_CREATE)
def create_post(topic_id: int) -> ResponseReturnValue:
    draft = MessageDraft.from_form()
    if draft.messages:
        return _again(topic_id, draft, draft.messages, draft.chosen.status)
    try:
        posted = reply(
            current_actor(),
            topic_id,
            draft.source,
            language=draft.language,
            reply_to=draft.reply_to,
            form_token=draft.form_token,
            uploads=draft.chosen.tokens,
        )
    except Invalid as error:
        return _again(topic_id, draft, error.messages, 422)
    except Conflict as error:
        return _again(topic_id, draft, {"": str(error)}, 409)
    for warning in posted.warnings:
        flash(warning, "warning")
    return redirect(post_address(posted.topic_id, posted.number))


def _again(topic_id: int, draft: MessageDraft, messages: dict[str, str], status: int) -> ResponseReturnValue:
    """The end of the thread with what was typed, and why it was not taken."""
    db.session.rollback()
    draft.messages = messages
    head = topic_head(db.session, current_actor(), topic_id)
    return _thread(head, posts_page(db.session, head, head.last_number), draft), status


def _thread(head: TopicHead, page: PostsPage, draft: MessageDraft) -> str:
    actor = current_actor()
    accepted = _accepted(head, page)
    texts = [post.html for post in (*page.posts, accepted) if post is not None]
    return render_template(
        "forum/topic.html",
        head=head,
        page=page,
        draft=draft,
        accepted=accepted,
        files=files.of_many(db.session, "post", [post.id for post in (*page.posts, accepted) if post], actor),
        asked=asked_regions(db.session, head.id) if head.asked_codes else [],
        names=names(db.session) if head.theme_codes or head.region_codes else None,
        linked=link_panel(actor, "topic", head.id, texts),
        watching=watch_control(actor, "topic", head.id),
        kinds=kind_labels(),
        roles=role_labels(),
        grounds=GROUNDS,
        language_choices=language_choices,
        rights=_Rights(actor, head),
    )


class _Rights:
    """What the reader may do here, asked once for the whole page."""

    def __init__(self, actor: Actor, head: TopicHead) -> None:
        self.actor = actor
        self.may_post = not actor.is_visitor and may(actor, Permission.FORUM_POST_CREATE, head)
        self.may_edit = not actor.is_visitor and may(actor, Permission.FORUM_TOPIC_EDIT, head)
        self.may_conclude = not actor.is_visitor and may(actor, Permission.FORUM_TOPIC_CLOSE, head)
        self.may_pin = not actor.is_visitor and may(actor, Permission.FORUM_TOPIC_PIN, head)

    def may_edit_post(self, post: PostRow) -> bool:
        return post.author_id == self.actor.person_id and may(self.actor, Permission.FORUM_POST_EDIT, post)

    def may_remove_post(self, post: PostRow) -> bool:
        return (post.author_id == self.actor.person_id or self.may_pin) and may(
            self.actor, Permission.FORUM_POST_DELETE, post
        )

    def may_restore_post(self, post: PostRow) -> bool:
        is_theirs = self.actor.person_id is not None and post.deleted_by_id == self.actor.person_id
        return not post.is_destroyed and (self.may_pin or is_theirs)


def _accepted(head: TopicHead, page: PostsPage) -> PostRow | None:
    """The accepted answer, shown under the question on the first page unless it stands there anyway."""
    if head.accepted_number is None or head.accepted_number == 2 or page.start != 1:
        return None
    on_page = next((post for post in page.posts if post.number == head.accepted_number), None)
    return on_page or next(iter(posts_numbered(db.session, head, [head.accepted_number])), None)


def _draft(head: TopicHead, page: PostsPage) -> MessageDraft:
    """An empty reply, or one begun by a link: `?reply=7`, `?quote=7`."""
    quoted = request.args.get("quote", type=whole)
    answered = request.args.get("reply", quoted, type=whole)
    draft = MessageDraft(reply_to=answered if answered and 1 <= answered <= head.last_number else None)
    post = post_by_number(db.session, head.id, quoted) if quoted else None
    if post is not None:
        shown = next((row for row in page.posts if row.number == post.number), None)
        name = shown.author.name if shown else posts_numbered(db.session, head, [post.number])[0].author.name
        draft.source = quote(post.source, name, post_address(head.id, post.number))
    return draft


def _remember_reading(response: Response, head: TopicHead, page: PostsPage) -> None:
    """Once the page has left: a slow disk must not hold it back. Nothing is written when nothing new was shown."""
    actor = current_actor()
    is_speculative = "prefetch" in request.headers.get("Sec-Purpose", "")
    if actor.is_visitor or page.end <= head.read_number or request.method != "GET" or is_speculative:
        return
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    response.call_on_close(partial(_remember, app, actor, head.id, page.end))


def _remember(app: Flask, actor: Actor, topic_id: int, number: int) -> None:
    try:
        with app.app_context():
            remember_later(actor, topic_id, number)
    except OperationalError as error:
        log.warning("read_position_lost", topic=topic_id, error=str(error.orig))
