"""The board's address."""

from urllib.parse import urlencode

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.urls import iri_to_uri

from hub.indicators.queries import Split
from hub.indicators.state import BoardState, asked_for
from tests.factories.indicators import REGIONS

EXISTING = [Split("2014", "total", "all", ""), Split("2024", "urban", "f", "FR")]
states = st.builds(
    BoardState,
    period=st.sampled_from(["", "2014", "2024"]),
    regions=st.lists(st.sampled_from(REGIONS), unique=True).map(lambda codes: tuple(sorted(codes))),
    area=st.sampled_from(["total", "urban", "rural"]),
    sex=st.sampled_from(["all", "f", "m"]),
    breakdown=st.sampled_from(["", "FR"]),
    sort=st.sampled_from(["territory", "rank"]),
    view=st.sampled_from(["table", "dots", "trend", "map"]),
)


def arguments(query: str) -> MultiDict[str, str]:
    with Flask(__name__).test_request_context(f"/?{query}") as context:
        return MultiDict(context.request.args)


@given(states)
def test_an_address_read_back_is_the_same_state(state: BoardState) -> None:
    asked = asked_for(arguments(state.query()), EXISTING, REGIONS)
    assert asked.state == state
    assert not asked.errors
    assert asked.is_canonical


def test_defaults_and_order_make_one_address_for_one_state() -> None:
    state = BoardState(period="2024", regions=("01", "02"), sex="f", view="map")
    assert state.query() == "period=2024&regions=01,02&sex=f&view=map"
    assert state.query(view="table") == "period=2024&regions=01,02&sex=f"
    assert BoardState().address("/indicators/UNEMP") == "/indicators/UNEMP"
    assert iri_to_uri(state.query()) == state.query()


def test_boxes_of_a_form_are_regions_too() -> None:
    asked = asked_for(arguments(urlencode([("regions", "02"), ("regions", "01")])), EXISTING, REGIONS)
    assert asked.state.regions == ("01", "02")
    assert not asked.is_canonical
