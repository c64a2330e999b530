"""The guide: all metadata sheets."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from hub.core.db import db
from hub.core.locale import current_language, gettext
from hub.indicators.catalogue import GUIDE, catalogue
from hub.indicators.choices import GuideFilter, guide_sheets
from hub.indicators.kept_boards import KeptBoard, shelf
from hub.indicators.queries import figures_version, holdings
from hub.indicators.wording import CSV_COLUMNS, TIER_NAMES
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
    key = (figures_version(db.session), "guide", asked.query, current_language().code)
    kept = shelf.find(key)
    if kept is None:
        kept = drawn(asked)
        shelf.keep(key, kept)
    return render_template("indicators/board.html", kept=kept, linked=None)


def drawn(asked: GuideFilter) -> KeptBoard:
    sheets = guide_sheets(asked)
    content = render_template(
        "indicators/guide_content.html",
        asked=asked,
        sheets=sheets,
        count=sum(len(items) for _, items in sheets),
        domains=[group for group in catalogue().groups if group.nature == GUIDE],
        tiers=TIER_NAMES,
        holdings=holdings(db.session, current_actor()),
        guide=catalogue().guide,
        csv_columns=CSV_COLUMNS,
    )
    path = f"/indicators/guide?{asked.query}" if asked.query else "/indicators/guide"
    return KeptBoard(gettext("Indicator guide"), path, Markup(content), None)  # noqa: S704 -- a template's own output
