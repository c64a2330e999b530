"""`/admin/webhooks`: who is told what happens, and whether it arrived."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.admin.actions.webhooks import add_webhook, remove_webhook, send_again, switch_webhook, try_webhook
from hub.admin.forms.webhooks import WebhookForm
from hub.admin.queries import webhooks as queries
from hub.admin.views.room import blueprint
from hub.core.access import Permission, group_audience, region_audience
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.core.paging import Cursor
from hub.network.queries import group_names
from hub.network.vocabularies import spoken_regions
from hub.services.webhooks import event_labels
from hub.web.access import requires
from hub.web.form_fields import show_messages
from hub.web.identity import current_actor

ADDRESS = "/admin/webhooks"


@blueprint.get("/admin/webhooks")
@requires(Permission.ADMIN_WEBHOOKS_EDIT)
def webhooks() -> str:
    return _page(WebhookForm(formdata=None))


@blueprint.post("/admin/webhooks")
@requires(Permission.ADMIN_WEBHOOKS_EDIT)
def store_webhook() -> ResponseReturnValue:
    """The secret is on the answer itself and nowhere else."""
    form = _offered(WebhookForm())
    if not form.validate():
        return _page(form), 422
    try:
        secret = add_webhook(current_actor(), form.new())
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        return _page(form), 422
    return _page(WebhookForm(formdata=None), secret), 201, {"Cache-Control": "no-store"}


@blueprint.get("/admin/webhooks/<int:webhook_id>")
@requires(Permission.ADMIN_WEBHOOKS_EDIT)
def webhook(webhook_id: int) -> str:
    actor = current_actor()
    return render_template(
        "admin/webhook.html",
        hook=queries.webhook(db.session, actor, webhook_id),
        page=queries.deliveries(db.session, actor, webhook_id, Cursor.from_query(request.args)),
        labels=event_labels(),
    )


@blueprint.post("/admin/webhooks/<int:webhook_id>/state")
@requires(Permission.ADMIN_WEBHOOKS_EDIT)
def set_webhook_state(webhook_id: int) -> ResponseReturnValue:
    is_on = request.form.get("state") == "on"
    switch_webhook(current_actor(), webhook_id, on=is_on)
    return _done(webhook_id, gettext("The webhook is on.") if is_on else gettext("The webhook is off."))


@blueprint.post("/admin/webhooks/<int:webhook_id>/removal")
@requires(Permission.ADMIN_WEBHOOKS_EDIT)
def drop_webhook(webhook_id: int) -> ResponseReturnValue:
    remove_webhook(current_actor(), webhook_id)
    flash(gettext("The webhook is removed."), "success")
    return redirect(ADDRESS)


@blueprint.post("/admin/webhooks/<int:webhook_id>/tests")
@requires(Permission.ADMIN_WEBHOOKS_EDIT)
def test_webhook(webhook_id: int) -> ResponseReturnValue:
    try_webhook(current_actor(), webhook_id)
    return _done(webhook_id, gettext("A test message is on its way: reload the page in a moment."))


@blueprint.post("/admin/webhooks/<int:webhook_id>/deliveries/<int:delivery_id>/repetition")
@requires(Permission.ADMIN_WEBHOOKS_EDIT)
def repeat_delivery(webhook_id: int, delivery_id: int) -> ResponseReturnValue:
    send_again(current_actor(), delivery_id)
    return _done(webhook_id, gettext("The message is sent again."))


def _done(webhook_id: int, message: str) -> ResponseReturnValue:
    flash(message, "success")
    return redirect(f"{ADDRESS}/{webhook_id}")


def _page(form: WebhookForm, secret: str = "") -> str:
    return render_template(
        "admin/webhooks.html",
        form=_offered(form),
        hooks=queries.webhooks(db.session, current_actor()),
        labels=event_labels(),
        secret=secret,
    )


def _offered(form: WebhookForm) -> WebhookForm:
    """The regions and groups of who registers it."""
    actor, regions = current_actor(), spoken_regions(db.session)
    own = {region_audience(code): regions[code] for code in sorted(actor.regions) if code in regions}
    groups = {group_audience(number): str(name) for number, name in group_names(db.session, actor.group_ids).items()}
    return form.offer(own | groups)
