"""States of a topic, each a resource: POST sets it, `state=off` takes it back."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission
from hub.core.locale import gettext
from hub.forum.actions.concluding import accept_answer, close_topic, pin_topic, reopen_topic
from hub.forum.actions.reading import mark_unread_from
from hub.forum.addresses import post_address, topic_address
from hub.forum.views.room import blueprint, switched_on
from hub.web.access import requires
from hub.web.identity import current_actor
from hub.web.incoming import whole


@blueprint.post("/topics/<int:topic_id>/closure")
@requires(Permission.FORUM_TOPIC_CLOSE)
def closure(topic_id: int) -> ResponseReturnValue:
    if switched_on():
        topic = close_topic(current_actor(), topic_id, request.form.get("reason", ""))
        flash(gettext("The topic is closed. It stays readable, and you can reopen it."), "success")
    else:
        topic = reopen_topic(current_actor(), topic_id)
        flash(gettext("The topic is open again."), "success")
    return redirect(topic_address(topic.id, topic.slug))


@blueprint.post("/topics/<int:topic_id>/pin")
@requires(Permission.FORUM_TOPIC_PIN)
def pin(topic_id: int) -> ResponseReturnValue:
    topic = pin_topic(current_actor(), topic_id, switched_on())
    return redirect(topic_address(topic.id, topic.slug))


@blueprint.post("/topics/<int:topic_id>/acceptance")
@requires(Permission.FORUM_TOPIC_ACCEPT)
def acceptance(topic_id: int) -> ResponseReturnValue:
    number = request.form.get("number", type=whole) if switched_on() else None
    topic = accept_answer(current_actor(), topic_id, number)
    return redirect(post_address(topic.id, number or request.form.get("number", 1, type=whole)))


@blueprint.post("/topics/<int:topic_id>/position")
@requires(Permission.FORUM_POSITION_KEEP)
def position(topic_id: int) -> ResponseReturnValue:
    """Unread again from a post on."""
    mark_unread_from(current_actor(), topic_id, request.form.get("number", 1, type=whole))
    flash(gettext("The topic is among your unread topics again."), "success")
    return redirect("/forum/?view=unread")
