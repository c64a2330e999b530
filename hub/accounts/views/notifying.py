"""How the reader wants to be told."""

from collections.abc import Iterable

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.accounts.actions.notifying import change_notifications
from hub.accounts.forms.notifying import DigestForm, chosen_channels, digest_form, sent_channels
from hub.accounts.views.room import blueprint
from hub.core.access import Permission
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.core.registry import registry
from hub.services.notifications import (
    CHANNEL_LABELS,
    GENERAL,
    LEVEL_LABELS,
    Choices,
    NotificationKind,
    choices_of,
    kinds,
    watched_by,
)
from hub.web.access import requires
from hub.web.form_fields import show_messages
from hub.web.identity import current_actor

ADDRESS = "/settings/notifications"


@blueprint.get("/settings/notifications")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def notification_settings() -> ResponseReturnValue:
    choices = _choices()
    return notification_page("accounts/settings_notifications.html", digest_form(choices), choices)


@blueprint.post("/settings/notifications")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def save_notifications() -> ResponseReturnValue:
    refused = save_notification_form("accounts/settings_notifications.html")
    if refused is not None:
        return refused, 422
    flash(gettext("Saved."), "success")
    return redirect(ADDRESS)


@blueprint.get("/settings/watching")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def watching() -> ResponseReturnValue:
    return render_template(
        "accounts/settings_watching.html",
        watched=watched_by(db.session, current_actor()),
        levels=LEVEL_LABELS,
        labels={name: kind.label for name, kind in registry.kinds.items()},
    )


def save_notification_form(template: str, **values: object) -> str | None:
    """Save what a form of this shape sent. The page again, with messages, when it is refused."""
    choices = _choices()
    form = digest_form(choices)
    try:
        change_notifications(
            current_actor(),
            sent_channels(request.form),
            frequency=form.frequency.data or "",
            hour=form.hour.data or "",
            weekday=form.weekday.data or "",
        )
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        return notification_page(template, form, choices, **values)
    return None


def notification_page(template: str, form: DigestForm, choices: Choices, **values: object) -> str:
    return render_template(
        template,
        form=form,
        areas=by_area(kinds().values()),
        chosen=chosen_channels(choices, sent_channels(request.form)),
        channels=CHANNEL_LABELS,
        **values,
    )


def _choices() -> Choices:
    return choices_of(db.session, current_actor().person_id or 0)


def by_area(known: Iterable[NotificationKind]) -> list[tuple[str, list[NotificationKind]]]:
    """Rooms in the order in which the application lists them, what is of no room last."""
    areas: dict[str, list[NotificationKind]] = {}
    for kind in sorted(known, key=lambda kind: kind.area is GENERAL):
        areas.setdefault(str(kind.area), []).append(kind)
    return list(areas.items())
