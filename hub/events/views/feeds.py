"""Calendars to subscribe to: the public one, and secret personal ones."""

from flask import Response, abort, current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from hub.core.access import Permission
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import DEFAULT_LANGUAGE, gettext, language
from hub.events.actions.feeds import open_feed, revoke_feed
from hub.events.feeds import Built, Shelf, personal_calendar, public_calendar
from hub.events.forms import FeedForm
from hub.events.queries import feeds as queries
from hub.events.views.page import CALENDAR_TYPE
from hub.events.views.room import blueprint
from hub.web.access import public, requires
from hub.web.addresses import absolute
from hub.web.form_fields import show_messages
from hub.web.identity import current_actor

LONGEST_TOKEN = 100


@blueprint.get("/calendar.ics")
@public
def public_feed() -> BaseResponse:
    """The same for everybody at one address; `?lang=` chooses the language."""
    chosen = language(request.args.get("lang")) or DEFAULT_LANGUAGE
    return _answer(public_calendar(db.session, _shelf(), chosen.code))


@blueprint.get("/feed/<token>.ics")
@public
def personal_feed(token: str) -> BaseResponse:
    """The token is the key: unknown and revoked ones are simply not found."""
    owner = queries.feed_owner(db.session, token) if len(token) <= LONGEST_TOKEN else None
    if owner is None:
        abort(404)
    response = _answer(personal_calendar(db.session, _shelf(), owner))
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get("/feed")
@requires(Permission.EVENTS_FEED_OWN)
def own_feeds() -> str:
    return _feeds_page(FeedForm())


@blueprint.post("/feed")
@requires(Permission.EVENTS_FEED_OWN)
def open_own() -> ResponseReturnValue:
    """The address is on the answer itself and nowhere else, since it is not kept."""
    form = FeedForm(request.form)
    try:
        token = open_feed(current_actor(), form.label.data or "")
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        return _feeds_page(form), 422
    return _feeds_page(FeedForm(), absolute(f"/events/feed/{token}.ics")), 201, {"Cache-Control": "no-store"}


@blueprint.post("/feed/<int:feed_id>/revocation")
@requires(Permission.EVENTS_FEED_OWN)
def revoke_own(feed_id: int) -> ResponseReturnValue:
    revoke_feed(current_actor(), feed_id)
    flash(gettext("The address is revoked: it answers no more."), "success")
    return redirect("/events/feed")


def _feeds_page(form: FeedForm, opened: str = "") -> str:
    feeds = queries.own_feeds(db.session, current_actor())
    return render_template(
        "events/feeds.html", form=form, feeds=feeds, opened=opened, public_address=absolute("/events/calendar.ics")
    )


def _shelf() -> Shelf:
    shelf: Shelf = current_app.extensions["calendars"]
    return shelf


def _answer(built: Built) -> BaseResponse:
    """Bytes made earlier, with a strong tag for each form of them (RFC 9110 section 8.8.3)."""
    compressed = request.accept_encodings["gzip"] > 0
    tag = f"{built.tag}-gz" if compressed else built.tag
    response = Response(built.compressed if compressed else built.body, content_type=CALENDAR_TYPE)
    if compressed:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(tag)
    response.last_modified = built.modified
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = "public, no-cache"
    return response.make_conditional(request)
