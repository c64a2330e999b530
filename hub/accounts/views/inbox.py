"""The inbox."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.accounts.actions.reading import read_all, read_one
from hub.accounts.views.notifying import by_area
from hub.accounts.views.room import blueprint
from hub.core import clock
from hub.core.access import Permission
from hub.core.db import db, side_transaction
from hub.core.locale import current_zone
from hub.core.paging import Cursor
from hub.core.registry import Ref
from hub.services.notifications import InboxItem, inbox, kinds, mark_read, target
from hub.web.access import requires
from hub.web.chrome import inbox_mark
from hub.web.identity import current_actor, unread_count

ADDRESS = "/inbox"


@blueprint.get("/inbox")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def show_inbox() -> ResponseReturnValue:
    unread_only, kind = request.args.get("show") == "unread", request.args.get("kind", "")
    cursor = Cursor.from_query(request.args)
    page = inbox(db.session, current_actor(), cursor, unread_only=unread_only, kind=kind if kind in kinds() else "")
    return render_template(
        "accounts/inbox.html",
        page=page,
        days=_by_day(page.items),
        unread_only=unread_only,
        kind=kind,
        areas=by_area(kinds().values()),
    )


@blueprint.get("/inbox/unread")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def unread() -> ResponseReturnValue:
    """The sign of the inbox in the page's head, for pages that are open."""
    return inbox_mark(unread_count())


@blueprint.get("/inbox/<int:notification_id>")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def follow(notification_id: int) -> ResponseReturnValue:
    """To what the notification tells about. Having been there is what a read leaves behind: a side transaction."""
    actor = current_actor()
    address = target(db.session, actor, notification_id)
    with side_transaction() as session:
        mark_read(session, actor.person_id or 0, notification_id)
    return redirect(address)


@blueprint.post("/inbox/<int:notification_id>/reading")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def mark_one(notification_id: int) -> ResponseReturnValue:
    read_one(current_actor(), notification_id)
    return redirect(ADDRESS)


@blueprint.post("/inbox/reading")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def mark_all() -> ResponseReturnValue:
    read_all(current_actor())
    return redirect(ADDRESS)


def _by_day(items: Sequence[InboxItem]) -> list[tuple[date, list[list[InboxItem]]]]:
    """In the reader's zone; within a day what is told of one thing stands together, where its newest stands."""
    zone = current_zone()
    days = groupby(items, lambda item: clock.local(item.created_at, zone).date())
    return [(day, _by_thing(list(group))) for day, group in days]


def _by_thing(items: Sequence[InboxItem]) -> list[list[InboxItem]]:
    things: dict[Ref, list[InboxItem]] = {}
    for item in items:
        things.setdefault(item.ref, []).append(item)
    return list(things.values())
