"""Watching a thing: the control on its page, and the form that it sends."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from hub.core.access import Actor, Permission
from hub.core.db import db
from hub.core.locale import LazyString, gettext
from hub.core.registry import Ref
from hub.services.notifications import LEVEL_LABELS, Level, level_of, watch, watchables
from hub.web.access import requires
from hub.web.addresses import is_local
from hub.web.identity import current_actor
from hub.web.incoming import whole_or

blueprint = Blueprint("watching", __name__)


@dataclass(frozen=True, slots=True)
class WatchControl:
    """What `web/watching.html` draws. `level`: the reader's, None for none of its own."""

    ref: Ref
    level: Level | None

    @property
    def label(self) -> LazyString:
        return watchables()[self.ref.kind].invitation

    @property
    def levels(self) -> dict[str, LazyString]:
        return {level.value: label for level, label in LEVEL_LABELS.items()}


def watch_control(reader: Actor, kind: str, id_: int) -> WatchControl | None:
    """For a view: `render_template(…, watching=watch_control(actor, "event", event.id))`; in the template
    `{% from "web/watching.html" import watch_form %}{{ watch_form(watching) }}`. One query; None for a visitor."""
    ref = Ref(kind, id_)
    return known_watch_control(reader, ref, level_of(db.session, reader, ref))


def known_watch_control(reader: Actor, ref: Ref, level: str | None) -> WatchControl | None:
    """The same without a query, for a page that has read `level_column` along with the thing."""
    return None if reader.is_visitor else WatchControl(ref, Level(level) if level else None)


@blueprint.post("/watching")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def choose_level() -> ResponseReturnValue:
    """Fields: `kind` and `id` of the thing, `level` ("" for none of its own), `next`: where the reader was."""
    wanted, back = request.form.get("level", ""), request.form.get("next", "")
    if wanted and wanted not in set(Level):
        abort(422)
    ref = Ref(request.form.get("kind", ""), whole_or(request.form.get("id"), 0))
    watch(current_actor(), ref, Level(wanted) if wanted else None)
    flash(gettext("Saved."), "success")
    return redirect(back if is_local(back) else "/settings/watching")
