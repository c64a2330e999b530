"""The directory and the profiles in it."""

from flask import jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.accounts.queries.people import DirectoryFilter, directory, profile, visible_handle
from hub.accounts.views.room import blueprint
from hub.core import clock
from hub.core.access import Permission
from hub.core.db import db
from hub.core.paging import FIRST_PAGE, Cursor
from hub.network.labels import ORGANISATION_KINDS, ROLE_LABELS
from hub.network.vocabularies import region_names
from hub.web.access import requires
from hub.web.identity import current_actor

MOST_MENTIONS = 6


@blueprint.get("/people/")
@requires(Permission.NETWORK_DIRECTORY_READ)
def people() -> ResponseReturnValue:
    wanted = DirectoryFilter(
        words=request.args.get("q", "").strip()[:100],
        region=request.args.get("region", ""),
        organisation_kind=request.args.get("kind", ""),
        role=request.args.get("role", ""),
    )
    return render_template(
        "accounts/people.html",
        page=directory(db.session, current_actor(), wanted, Cursor.from_query(request.args)),
        wanted=wanted,
        regions=region_names(db.session),
        kinds=ORGANISATION_KINDS,
        roles=ROLE_LABELS,
    )


@blueprint.get("/mentions")
@requires(Permission.NETWORK_DIRECTORY_READ)
def mentions() -> ResponseReturnValue:
    """People of the directory whose name has the words `q`: for the editor after `@`."""
    wanted = DirectoryFilter(words=request.args.get("q", "").strip()[:100].replace(".", " "))
    found = directory(db.session, current_actor(), wanted, FIRST_PAGE).items[:MOST_MENTIONS]
    return jsonify(
        [
            {
                "text": person.name,
                "note": str(person.organisation) if person.organisation else person.job_title,
                "mark": "@",
                "insert": f"@{person.handle}",
            }
            for person in found
        ]
    )


@blueprint.get("/people/id/<int:person_id>")
@requires(Permission.NETWORK_DIRECTORY_READ)
def person_by_id(person_id: int) -> ResponseReturnValue:
    return redirect(f"/people/{visible_handle(db.session, current_actor(), person_id)}")


@blueprint.get("/people/<handle>")
@requires(Permission.NETWORK_DIRECTORY_READ)
def person(handle: str) -> ResponseReturnValue:
    found = profile(db.session, current_actor(), handle)
    return render_template(
        "accounts/person.html",
        profile=found,
        person=found.person,
        regions=region_names(db.session),
        roles=ROLE_LABELS,
        today=clock.today(),
    )
