"""Starting a topic, and changing what it says of itself."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Actor, Permission, guard, may
from hub.core.db import db
from hub.core.errors import Conflict, Invalid
from hub.core.ids import new_token
from hub.forum.actions.starting import edit_topic, start_topic
from hub.forum.addresses import post_address, topic_address
from hub.forum.forms import Difference, NewTopicForm, TopicForm, show_messages
from hub.forum.models import Topic, TopicKind
from hub.forum.queries.rooms import CategoryRow, category_choices
from hub.forum.queries.subjects import topic_by_id
from hub.forum.views.room import blueprint
from hub.network.vocabularies import offered_themes, spoken_regions
from hub.web.access import requires
from hub.web.attaching import Chosen, receive_files
from hub.web.identity import current_actor
from hub.web.incoming import whole_or


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.FORUM_TOPIC_CREATE)
def new_topic() -> ResponseReturnValue:
    actor = current_actor()
    open_to = _open_to(actor)
    form = NewTopicForm(data=_asked_for(open_to) if request.method == "GET" else None)
    form.offer(open_to, _themes(), spoken_regions(db.session))
    if request.method == "GET":
        return _page(form, 200)
    chosen = receive_files()
    if not form.validate() or chosen.message:
        return _page(form, chosen.status, chosen=chosen)
    try:
        posted = start_topic(
            actor,
            form.draft(),
            form.source.data or "",
            language=form.language.data or "",
            form_token=form.form_token.data,
            uploads=chosen.tokens,
        )
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        return _page(form, 422, chosen=chosen)
    for warning in posted.warnings:
        flash(warning, "warning")
    return redirect(post_address(posted.topic_id, posted.number) if posted.warnings else topic_address(posted.topic_id))


@blueprint.route("/topics/<int:topic_id>/edit", methods=["GET", "POST"])
@requires(Permission.FORUM_TOPIC_EDIT)
def change_topic(topic_id: int) -> ResponseReturnValue:
    actor = current_actor()
    topic = topic_by_id(db.session, actor, topic_id)
    guard(actor, Permission.FORUM_TOPIC_EDIT, topic)
    form = TopicForm(data=_values(topic) if request.method == "GET" else None)
    form.offer(_open_to(actor, topic), _themes(topic.theme_codes), spoken_regions(db.session))
    if request.method == "GET":
        return _page(form, 200, topic)
    if not form.validate():
        return _page(form, 422, topic)
    try:
        edit_topic(actor, topic_id, form.draft(), version=whole_or(form.version.data, 0))
    except Invalid as error:
        show_messages(form, error.messages)
        return _page(form, 422, topic)
    except Conflict as error:
        db.session.rollback()
        show_messages(form, {"": str(error)})
        differences = form.differences(_values(topic))
        form.version.data = str(topic.version)
        return _page(form, 409, topic, differences)
    return redirect(topic_address(topic_id))


def _page(
    form: TopicForm,
    status: int,
    topic: Topic | None = None,
    differences: Sequence[Difference] = (),
    chosen: Chosen | None = None,
) -> tuple[str, int]:
    if isinstance(form, NewTopicForm) and not form.form_token.data:
        form.form_token.data = new_token()
    values = {"form": form, "topic": topic, "differences": differences, "chosen": chosen or Chosen()}
    return render_template("forum/topic_form.html", **values), status


def _open_to(actor: Actor, topic: Topic | None = None) -> list[CategoryRow]:
    """Categories in which the actor may start a topic; for one that stands, its own and those where it may go."""
    rows = category_choices(db.session, actor)
    startable = [row for row in rows if may(actor, Permission.FORUM_TOPIC_CREATE, row)]
    if topic is None:
        return startable
    moves = may(actor, Permission.FORUM_TOPIC_MOVE, topic)
    ids = {row.id for row in startable if moves or row.audience == topic.audience} | {topic.category_id}
    return [row for row in rows if row.id in ids]


def _themes(kept: Sequence[str] = ()) -> dict[str, str]:
    return {code: str(name) for code, name in offered_themes(db.session, kept).items()}


def _asked_for(open_to: list[CategoryRow]) -> dict[str, Any]:
    """What a link begins: `?category=entraide&region=09&kind=question&title=…`."""
    slugs = {row.slug for row in open_to}
    category = request.args.get("category", "")
    kind = request.args.get("kind", "")
    return {
        "category": category if category in slugs else "",
        "kind": kind if kind in set(TopicKind) else TopicKind.QUESTION.value,
        "title": request.args.get("title", ""),
        "themes": request.args.getlist("theme"),
        "asked": request.args.getlist("region"),
    }


def _values(topic: Topic) -> dict[str, Any]:
    return {
        "category": topic.category.slug,
        "kind": topic.kind,
        "title": topic.title,
        "themes": topic.theme_codes,
        "regions": topic.region_codes,
        "asked": topic.asked_codes,
        "version": topic.version,
    }
