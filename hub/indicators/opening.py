"""From an address to a board: what page, `.csv` and `.svg` have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.errors import Invalid, NotFound
from hub.core.locale import gettext
from hub.indicators import queries
from hub.indicators.board import build_board
from hub.indicators.catalogue import Indicator, catalogue
from hub.indicators.queries import Split
from hub.indicators.state import Asked, asked_for, periods_of
from hub.indicators.view_model import Board, Ingredients
from hub.network.vocabularies import spoken_regions

DEFAULT_INDICATOR = "DEM-01"


@dataclass(frozen=True)
class Opened:
    """`board` is None when something asked for does not exist: `asked.errors` says what."""

    indicator: Indicator
    asked: Asked
    existing: Sequence[Split]
    region_names: Mapping[str, str]
    board: Board | None
    period: str


def indicator_named(code: str) -> Indicator:
    """Raises NotFound."""
    found = catalogue().indicators.get(code)
    if found is None:
        raise NotFound(code)
    return found


def open_board(session: DbSession, reader: Actor, code: str, arguments: MultiDict[str, str], language: str) -> Opened:
    """Raises NotFound for an unknown indicator."""
    indicator = indicator_named(code)
    existing = queries.splits(session, reader, code)
    names = spoken_regions(session)
    asked = asked_for(arguments, existing, names)
    periods = periods_of(existing)
    state = asked.state
    period = state.period or (periods[-1].code if periods else "")
    board = None
    if not asked.errors:
        values = queries.values(
            session,
            reader,
            code,
            state.area,
            state.sex,
            period=None if state.view == "trend" else period,
            breakdown=state.breakdown or None,
        )
        nation = gettext("Morocco")
        board = build_board(Ingredients(indicator, state, period, values, names, nation, language))
    return Opened(indicator, asked, existing, names, board, period)


def board_or_refusal(opened: Opened) -> Board:
    """For files, which have no form to stand beside. Raises Invalid."""
    if opened.board is None:
        raise Invalid(opened.asked.errors)
    return opened.board
