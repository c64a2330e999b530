"""The board: page and files."""

from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from hub.core.db import db
from hub.core.locale import current_language, gettext
from hub.indicators import choices
from hub.indicators.catalogue import catalogue
from hub.indicators.export import board_csv
from hub.indicators.figure import draw_board
from hub.indicators.kept_boards import KeptBoard, shelf
from hub.indicators.opening import DEFAULT_INDICATOR, Opened, board_or_refusal, indicator_named, open_board
from hub.indicators.queries import KIND, figures_version, indicator_codes, indicator_id
from hub.indicators.sheets import sheet_of
from hub.indicators.state import VIEWS, BoardState
from hub.indicators.wording import STATUS_MEANINGS, STATUS_NAMES, VIEW_NAMES
from hub.web.access import public
from hub.web.charts import standalone
from hub.web.identity import current_actor
from hub.web.links import link_panel

blueprint = Blueprint("indicators", __name__, template_folder="../templates", url_prefix="/indicators")


@blueprint.get("/")
@public
def index() -> ResponseReturnValue:
    """The board of the first indicator; `?q=` finds others, `?indicator=` (from the chooser) goes to one."""
    if code := request.args.get("indicator"):
        return redirect(chosen_address(indicator_named(code).code, request.args))
    if text := request.args.get("q", "").strip():
        return found_page(text)
    return board_page(DEFAULT_INDICATOR)


@blueprint.get("/<code>")
@public
def show(code: str) -> ResponseReturnValue:
    """Also by the number that links and search use."""
    if code.isdigit():
        known = indicator_codes(db.session, current_actor(), [int(code[:9])])
        return redirect(f"/indicators/{indicator_named(known.get(int(code), '')).code}", 301)
    return board_page(code)


@blueprint.get("/<code>.csv")
@public
def table_file(code: str) -> ResponseReturnValue:
    board = board_or_refusal(opened(code))
    return download(board_csv(board), "text/csv; charset=utf-8", f"{code}.csv")


@blueprint.get("/<code>.svg")
@public
def chart_file(code: str) -> ResponseReturnValue:
    """The chart of the page's view; of the table view, its dot plot."""
    arguments = request.args.copy()
    if arguments.get("view", "table") == "table":
        arguments["view"] = "dots"
    board = board_or_refusal(opened(code, arguments))
    chart = draw_board(board)
    if chart is None:
        return nothing_to_draw(code)
    sources = " ; ".join(dict.fromkeys(note.text for note in board.footnotes if note.address))
    credit = gettext("Source: %(sources)s", sources=sources)
    return download(standalone(chart, credit), "image/svg+xml; charset=utf-8", f"{code}.svg")


def nothing_to_draw(code: str) -> ResponseReturnValue:
    return render_template("indicators/no_chart.html", code=code), 404


def download(body: str, media_type: str, name: str) -> Response:
    response = Response(body, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def opened(code: str, arguments: MultiDict[str, str] | None = None) -> Opened:
    asked = request.args if arguments is None else arguments
    return open_board(db.session, current_actor(), code, asked, current_language().code)


def chosen_address(code: str, arguments: MultiDict[str, str]) -> str:
    """Another indicator: regions and view are kept, what belongs to the indicator before is not."""
    regions = tuple(sorted({code for value in arguments.getlist("regions") for code in value.split(",") if code}))
    view = arguments.get("view", "table")
    return BoardState(regions=regions, view=view if view in VIEWS else "table").address(f"/indicators/{code}")


def found_page(text: str) -> ResponseReturnValue:
    found = choices.matching(text, list(catalogue().indicators.values()))
    return render_template("indicators/found.html", text=text, found=found)


def board_page(code: str) -> ResponseReturnValue:
    query = urlencode(sorted((name, value) for name, value in request.args.items(multi=True) if name != "lang"))
    key = (figures_version(db.session), code, query, current_language().code)
    kept = shelf.find(key)
    if kept is None:
        found = opened(code)
        if found.asked.errors:
            return page_of(drawn(found)), 422
        if not found.asked.is_canonical:
            return redirect(found.asked.state.address(f"/indicators/{code}"))
        kept = drawn(found)
        shelf.keep(key, kept)
    return page_of(kept)


def page_of(kept: KeptBoard) -> str:
    linked = None if kept.indicator_id is None else link_panel(current_actor(), KIND, kept.indicator_id)
    return render_template("indicators/board.html", kept=kept, linked=linked)


def drawn(found: Opened) -> KeptBoard:
    """Everything of the page that is the same for every reader of a language."""
    language, code = current_language().code, found.indicator.code
    chart = draw_board(found.board) if found.board else None
    path = f"/indicators/{code}"
    content = render_template(
        "indicators/board_content.html",
        found=found,
        indicator=found.indicator,
        state=found.asked.state,
        errors=found.asked.errors,
        board=found.board,
        path=path,
        chart=chart.render() if chart else None,
        groups=choices.indicator_groups(language),
        periods=choices.period_options(found.existing, language),
        areas=choices.area_options(found.existing),
        sexes=choices.sex_options(found.existing),
        categories=choices.breakdown_options(found.existing, language),
        views=VIEW_NAMES,
        status_names=STATUS_NAMES,
        status_meanings=STATUS_MEANINGS,
        sheet=sheet_of(found.indicator, found.existing, language),
    )
    return KeptBoard(
        title=found.indicator.name(language),
        path=found.asked.state.address(path),
        content=Markup(content),  # noqa: S704 -- a template's own output
        indicator_id=indicator_id(db.session, code),
    )
