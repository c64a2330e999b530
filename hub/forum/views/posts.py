"""One post: its permanent address, its edition, its history, its removal."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission, guard
from hub.core.db import db
from hub.core.errors import Invalid, NotFound
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.forum.actions.editing import ChangedMeanwhile, edit_post
from hub.forum.actions.removing import remove_post, restore_post
from hub.forum.addresses import post_address, topic_address
from hub.forum.labels import language_choices
from hub.forum.queries.history import versions
from hub.forum.queries.subjects import post_by_id
from hub.forum.views.room import MessageDraft, blueprint, switched_on
from hub.services.files import queries as files
from hub.web.access import public, requires
from hub.web.identity import current_actor
from hub.web.incoming import whole


@blueprint.get("/posts/<int:post_id>")
@public
def post(post_id: int) -> ResponseReturnValue:
    found = post_by_id(db.session, current_actor(), post_id)
    return redirect(post_address(found.topic_id, found.number))


@blueprint.route("/posts/<int:post_id>/edit", methods=["GET", "POST"])
@requires(Permission.FORUM_POST_EDIT)
def edit(post_id: int) -> ResponseReturnValue:
    actor = current_actor()
    found = post_by_id(db.session, actor, post_id)
    if request.method == "GET":
        guard(actor, Permission.FORUM_POST_EDIT, found)
        draft = MessageDraft(source=found.source, language=found.language, version=found.version)
        return _edit_page(post_id, draft)
    draft = MessageDraft.from_form()
    if draft.messages:
        return _edit_page(post_id, draft), draft.chosen.status
    try:
        posted = edit_post(
            actor,
            post_id,
            draft.source,
            language=draft.language,
            version=draft.version,
            uploads=draft.chosen.tokens,
            removed=request.form.getlist("remove_file", type=whole),
        )
    except Invalid as error:
        db.session.rollback()
        draft.messages = error.messages
        return _edit_page(post_id, draft), 422
    except ChangedMeanwhile as error:
        draft.messages = {"": str(error)}
        return _edit_page(post_id, draft, changed=True), 409
    for warning in posted.warnings:
        flash(warning, "warning")
    return redirect(post_address(posted.topic_id, posted.number))


def _edit_page(post_id: int, draft: MessageDraft, *, changed: bool = False) -> str:
    """`changed`: somebody saved another text meanwhile. It is shown, and the next save replaces it knowingly."""
    found = post_by_id(db.session, current_actor(), post_id)
    if changed:
        draft.version = found.version
    return render_template(
        "forum/edit_post.html",
        post=found,
        draft=draft,
        files=files.of(db.session, Ref("post", post_id), current_actor()),
        other=found.source if changed else None,
        address=post_address(found.topic_id, found.number),
        topic_address=topic_address(found.topic_id, found.topic.slug),
        language_choices=language_choices,
    )


@blueprint.get("/posts/<int:post_id>/history")
@public
def history(post_id: int) -> ResponseReturnValue:
    """Every version with what changed. A removed post has no history to show."""
    found = post_by_id(db.session, current_actor(), post_id)
    if found.is_deleted:
        raise NotFound(f"post {post_id}")
    return render_template(
        "forum/history.html",
        post=found,
        versions=versions(db.session, found),
        address=post_address(found.topic_id, found.number),
        topic_address=topic_address(found.topic_id, found.topic.slug),
    )


@blueprint.route("/posts/<int:post_id>/removal", methods=["GET", "POST"])
@requires(Permission.FORUM_POST_DELETE)
def removal(post_id: int) -> ResponseReturnValue:
    actor = current_actor()
    found = post_by_id(db.session, actor, post_id)
    guard(actor, Permission.FORUM_POST_DELETE, found)
    address = post_address(found.topic_id, found.number)
    if request.method == "GET":
        return render_template("forum/remove_post.html", post=found, address=address)
    if switched_on():
        remove_post(actor, post_id)
        flash(gettext("The message is removed. It can be brought back from its place in the topic."), "success")
    else:
        restore_post(actor, post_id)
    return redirect(address)
