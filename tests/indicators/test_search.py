"""Indicators among all content."""

from flask import Flask

from hub.core.access import VISITOR
from hub.core.db import db
from hub.core.registry import Ref, registry
from hub.indicators.queries import KIND, indicator_id
from hub.indicators.reference import load_reference
from hub.services import links
from hub.services.search import Filters, search


def test_a_sheet_is_found_in_three_languages_at_its_code(context: Flask) -> None:
    load_reference(db.session)
    for query in ("enfants vaccinés", "vaccinated children", "الأطفال المستكملو التلقيح"):
        found = search(db.session, VISITOR, query, Filters(kind=KIND))
        assert "/indicators/HEA-04" in [hit.address for hit in found.hits], query


def test_values_are_not_searchable(context: Flask) -> None:
    load_reference(db.session)
    assert not search(db.session, VISITOR, "148152", Filters(kind=KIND)).hits


def test_a_pasted_address_is_the_indicator(context: Flask) -> None:
    load_reference(db.session)
    number = indicator_id(db.session, "DEM-01")
    assert number is not None
    assert links.resolve(db.session, "http://127.0.0.1:8000/indicators/DEM-01?view=map") == Ref(KIND, number)
    assert links.resolve(db.session, "/indicators/NOPE") is None
    card = registry.cards(db.session, [Ref(KIND, number)], VISITOR)[Ref(KIND, number)]
    assert (card.address, card.note) == ("/indicators/DEM-01", "DEM-01")
