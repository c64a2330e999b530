"""The regions, and the page of each."""

from flask import render_template
from flask.typing import ResponseReturnValue

from hub.core.db import db
from hub.home.network_map import network_map
from hub.home.queries import regions as all_regions
from hub.home.region import region_page
from hub.home.views.room import blueprint
from hub.network.labels import ROLE_LABELS
from hub.web.access import public
from hub.web.identity import current_actor


@blueprint.get("/regions/")
@public
def index() -> ResponseReturnValue:
    found = all_regions(db.session)
    return render_template("home/regions.html", regions=found, map=network_map(found))


@blueprint.get("/regions/<code>")
@public
def region(code: str) -> ResponseReturnValue:
    page = region_page(db.session, current_actor(), code)
    return render_template("home/region.html", page=page, role_names=ROLE_LABELS)
