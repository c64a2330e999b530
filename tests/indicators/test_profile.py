"""Key figures of a region."""

from flask import Flask

from hub.core.access import VISITOR
from hub.core.db import db
from hub.indicators.profile import national_figures, region_profile
from hub.indicators.reference import load_reference


def test_a_region_is_held_against_the_nation(context: Flask) -> None:
    load_reference(db.session)
    figures = {figure.code: figure for figure in region_profile(db.session, VISITOR, "02", "fr").figures}
    assert len(figures) == 8
    unemployment = figures["UNEMP"]
    assert (unemployment.shown, unemployment.national, unemployment.gap) == ("30,4\u00a0%", "21,3\u00a0%", "+9,1")
    assert (unemployment.period, unemployment.address) == ("2024", "/indicators/UNEMP?regions=02")
    assert unemployment.source.startswith("HCP RGPH 2024")
    assert figures["DEM-01"].shown == "3\u202f625"
    assert figures["DEM-01"].gap == ""


def test_a_region_without_a_figure_says_so(context: Flask) -> None:
    load_reference(db.session)
    figures = {figure.code: figure for figure in region_profile(db.session, VISITOR, "05", "ar").figures}
    assert (figures["DEM-01"].shown, figures["DEM-01"].status) == ("", "M")
    assert figures["POP_LEG"].shown == "2.525.801"
    assert (figures["ILLIT_10P"].shown, figures["ILLIT_10P"].national) == ("32,0%", "24,8%")


def test_the_nation_has_figures_of_its_own(context: Flask) -> None:
    load_reference(db.session)
    figures = {figure.code: figure for figure in national_figures(db.session, VISITOR, "en").figures}
    assert figures["LEG-03"].shown == "18,588"
    assert figures["DEM-01"].shown == "148,152"
    assert figures["F_REMITTANCES"].shown == "119.0"
