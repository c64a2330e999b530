"""The guide: all metadata sheets."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.db import db
from hub.indicators.catalogue import GUIDE, catalogue
from hub.indicators.choices import GuideFilter, guide_sheets
from hub.indicators.queries import holdings
from hub.indicators.wording import TIER_NAMES
from hub.web.access import public
from hub.web.identity import current_actor

blueprint = Blueprint("indicator_guide", __name__, url_prefix="/indicators")


@blueprint.get("/guide")
@public
def guide() -> ResponseReturnValue:
    given = request.args
    asked = GuideFilter(
        given.get("domain", ""), given.get("tier", ""), given.get("rankable", ""), given.get("q", "").strip()
    )
    sheets = guide_sheets(asked)
    return render_template(
        "indicators/guide.html",
        asked=asked,
        sheets=sheets,
        count=sum(len(items) for _, items in sheets),
        domains=[group for group in catalogue().groups if group.nature == GUIDE],
        tiers=TIER_NAMES,
        holdings=holdings(db.session, current_actor()),
        guide=catalogue().guide,
    )
