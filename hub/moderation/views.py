"""Flagging, the queue, one's own reports, the log."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission
from hub.core.db import db
from hub.core.errors import Conflict, Invalid, NotFound
from hub.core.locale import gettext
from hub.core.paging import Cursor
from hub.core.registry import Card, Ref, registry
from hub.moderation.forms import DecisionForm, FlagForm
from hub.network.labels import ROLE_LABELS
from hub.services import moderation
from hub.services.moderation import GROUNDS, OUTCOMES
from hub.web.access import requires
from hub.web.form_fields import show_messages
from hub.web.identity import current_actor

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation", template_folder="templates")


@blueprint.get("/")
@requires(Permission.MODERATION_LOG_READ)
def log() -> ResponseReturnValue:
    page = moderation.moderation_log(db.session, current_actor(), Cursor.from_query(request.args))
    return render_template("moderation/log.html", page=page, roles=ROLE_LABELS, grounds=GROUNDS)


@blueprint.get("/mine")
@requires(Permission.MODERATION_FLAG_CREATE)
def mine() -> ResponseReturnValue:
    actor = current_actor()
    page = moderation.own_flags(db.session, actor, Cursor.from_query(request.args))
    cards = registry.cards(db.session, [flag.ref for flag in page.items], actor)
    return render_template("moderation/mine.html", page=page, cards=cards, grounds=GROUNDS, outcomes=OUTCOMES)


@blueprint.get("/flags/new")
@requires(Permission.MODERATION_FLAG_CREATE)
def new_flag() -> ResponseReturnValue:
    ref = _ref(request.args.get("kind", ""), request.args.get("id", ""))
    card = moderation.flaggable_card(db.session, current_actor(), ref)
    return _flag_page(FlagForm(formdata=None, kind=ref.kind, id=str(ref.id)), ref, card)


@blueprint.post("/flags/new")
@requires(Permission.MODERATION_FLAG_CREATE)
def raise_flag() -> ResponseReturnValue:
    actor, form = current_actor(), FlagForm()
    ref = _ref(form.kind.data or "", form.id.data or "")
    card = moderation.flaggable_card(db.session, actor, ref)
    try:
        moderation.flag(actor, ref, form.ground.data or "", form.text.data or "")
    except Invalid as error:
        show_messages(form, error.messages)
        return _flag_page(form, ref, card), 422
    except Conflict as error:
        db.session.rollback()
        show_messages(form, {"": str(error)})
        return _flag_page(form, ref, card), 409
    flash(gettext("Thank you. The moderators will look at it, and you will be told what they did."), "success")
    return redirect(card.address)


@blueprint.get("/flags/")
@requires(Permission.MODERATION_FLAG_DECIDE)
def queue() -> ResponseReturnValue:
    page = moderation.queue(db.session, current_actor(), Cursor.from_query(request.args))
    return render_template("moderation/queue.html", page=page, grounds=GROUNDS)


@blueprint.get("/flags/<int:flag_id>")
@requires(Permission.MODERATION_FLAG_DECIDE)
def flagged(flag_id: int) -> ResponseReturnValue:
    return _flagged_page(flag_id)


@blueprint.post("/flags/<int:flag_id>/decision")
@requires(Permission.MODERATION_FLAG_DECIDE)
def decide(flag_id: int) -> ResponseReturnValue:
    form = DecisionForm()
    given = (form.outcome.data or "", form.ground.data or "", form.note.data or "")
    try:
        moderation.decide(current_actor(), flag_id, *given)
    except Invalid as error:
        show_messages(form, error.messages)
        return _flagged_page(flag_id, form), 422
    except Conflict as error:
        show_messages(form, {"": str(error)})
        return _flagged_page(flag_id, form), 409
    flash(gettext("Decided. Those who reported it are told."), "success")
    return redirect("/moderation/flags/")


def _ref(kind: str, number: str) -> Ref:
    if not number.isascii() or not number.isdecimal() or len(number) > 9:
        raise NotFound(f"{kind} {number}")
    return Ref(kind, int(number))


def _flag_page(form: FlagForm, ref: Ref, card: Card) -> str:
    has_open = moderation.has_open_flags(db.session, ref, current_actor().person_id)
    label = registry.kinds[ref.kind].label
    return render_template("moderation/flag.html", form=form, card=card, label=label, has_open=has_open)


def _flagged_page(flag_id: int, form: DecisionForm | None = None) -> str:
    found = moderation.flag_file(db.session, current_actor(), flag_id)
    first = found.open[0].ground if found.open else ""
    form = form or DecisionForm(formdata=None, ground=first)
    form.offer(found.kind.outcomes)
    return render_template(
        "moderation/flagged.html", file=found, flag_id=flag_id, form=form, grounds=GROUNDS, outcomes=OUTCOMES
    )
