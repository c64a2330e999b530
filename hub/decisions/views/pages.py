"""The register and a decision."""

from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission, may
from hub.core.db import db
from hub.core.locale import gettext
from hub.core.paging import Cursor
from hub.core.registry import registry
from hub.decisions import queries
from hub.decisions.forms import ACTION_PREFIX, ActionForm, DecisionForm, NoteForm, note_prefix
from hub.decisions.labels import ACTION_STATUS, DECISION_STATUS
from hub.decisions.models import ActionStatus
from hub.decisions.numbering import written
from hub.decisions.rows import Wanted
from hub.network.models import Region
from hub.network.vocabularies import spoken_regions
from hub.services.files import queries as files
from hub.web.access import public
from hub.web.identity import current_actor
from hub.web.links import link_panel
from hub.web.templating import here

blueprint = Blueprint("decisions", __name__, template_folder="../templates", url_prefix="/decisions")
TEXT_LENGTH = 100


@blueprint.get("/")
@public
def register() -> str:
    reader = current_actor()
    status = request.args.get("status", "")
    wanted = Wanted(
        status=status if status == "overdue" or status in set(ActionStatus) else "",
        region=request.args.get("region", "")[:2],
        institution=request.args.get("institution", "")[:200],
        text=request.args.get("q", "").strip()[:TEXT_LENGTH],
    )
    return render_template(
        "decisions/register.html",
        page=queries.register(db.session, reader, wanted, Cursor.from_query(request.args)),
        wanted=wanted,
        standing=queries.standing(db.session, reader),
        regions=spoken_regions(db.session),
        institutions=queries.institutions(db.session, reader),
        statuses=[("", gettext("All")), ("overdue", gettext("Overdue")), *ACTION_STATUS.items()],
        address=here(after=None, before=None),
        labels=ACTION_STATUS,
        decision_labels=DECISION_STATUS,
        source_address=source_address,
    )


@blueprint.get("/<int:decision_id>")
@public
def decision(decision_id: int) -> ResponseReturnValue:
    return decision_page(decision_id)


@blueprint.get("/D-<int:year>-<int:ordinal>/<int:number>")
@public
def by_number(year: int, ordinal: int, number: int) -> ResponseReturnValue:
    """A decision's number is an address too."""
    found = queries.decision_id_of(db.session, current_actor(), written(year, ordinal, number))
    return redirect(f"/decisions/{found}")


@blueprint.get("/actions/<int:action_id>")
@public
def action(action_id: int) -> ResponseReturnValue:
    """An action stands on its decision's page."""
    found = queries.action(db.session, current_actor(), action_id)
    return redirect(f"/decisions/{found.decision_id}#action-{found.id}")


def decision_page(decision_id: int, status: int = 200, **refused: Any) -> ResponseReturnValue:
    """`refused`: forms that were sent and refused: `action_form`, `decision_form`, or `note_forms` and `chosen` files
    by action."""
    reader = current_actor()
    row = queries.decision(db.session, reader, decision_id)
    may_edit = may(reader, Permission.DECISIONS_DECISION_EDIT, row)
    regions: list[Region] = queries.regions(db.session)
    forms: dict[str, Any] = {"note_forms": {}, "chosen": {}, "action_form": None, "decision_form": None}
    if may_edit:
        forms |= {"action_form": ActionForm(prefix=ACTION_PREFIX).fill(regions), "decision_form": DecisionForm.of(row)}
    forms |= refused
    page = render_template(
        "decisions/decision.html",
        decision=row,
        notes=queries.notes_of(db.session, reader, decision_id),
        evidence=files.of_many(db.session, "action", [found.id for found in row.actions], reader),
        may_edit=may_edit,
        new_note=lambda found: (
            forms["note_forms"].get(found.id) or NoteForm(status=ActionStatus.DONE.value, prefix=note_prefix(found.id))
        ),
        is_refused=bool(refused),
        labels=ACTION_STATUS,
        decision_labels=DECISION_STATUS,
        region_names={region.code: region.name for region in regions},
        linked=link_panel(reader, "decision", decision_id),
        source_address=source_address,
        **forms,
    )
    return page, status


def source_address(kind: str, ref_id: int) -> str:
    """Where a decision was taken; "" for a kind that is not there."""
    return registry.kinds[kind].address(ref_id) if kind in registry.kinds else ""
