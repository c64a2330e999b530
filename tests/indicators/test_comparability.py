"""What may be subtracted, joined or ranked."""

from decimal import Decimal

from hub.indicators.codelists import base_family, base_name
from hub.indicators.comparability import Measured, Refusal, change_refusal, gap, rank_refusal

LEGAL_2014 = "RGPH 2014, population légale"
LEGAL_2024 = "RGPH 2024, population légale"
NOTE_2017 = "RGPH 2014, base de la note HCP du 18/12/2017"


def measured(value: str | None, base: str = LEGAL_2024, period: str = "2024", status: str = "A") -> Measured:
    return Measured(None if value is None else Decimal(value), period, base, status)


def test_a_gap_needs_one_period_and_one_base() -> None:
    assert gap(measured("30.4"), measured("21.3")) == Decimal("9.1")
    assert gap(measured("86206", LEGAL_2014, "2014"), measured("84001", NOTE_2017, "2014")) is Refusal.BASE
    assert gap(measured("1"), measured("1", period="2014")) is Refusal.PERIOD
    assert gap(measured("1", status="U"), measured("1")) is Refusal.STATUS
    assert gap(measured(None), measured("1")) is Refusal.MISSING
    assert gap(measured("1"), None) is Refusal.MISSING


def test_a_line_joins_periods_of_one_family_of_bases() -> None:
    assert change_refusal(measured("86206", LEGAL_2014, "2014"), measured("148152")) is None
    assert change_refusal(measured("84001", NOTE_2017, "2014"), measured("148152")) is Refusal.BASE
    unknown = "base non précisée par la source"
    assert change_refusal(measured("1", unknown, "2014"), measured("2", unknown)) is Refusal.BASE
    assert change_refusal(measured("1", period="2014"), measured("2", status="B")) is Refusal.STATUS


def test_a_base_nobody_described_compares_with_itself_only() -> None:
    assert base_family("enquête 2030") == "enquête 2030"
    assert base_family("RGPH 2024, base non précisée par la source") is None
    assert base_name("enquête 2030", "ar") == ("enquête 2030", "fr")
    assert base_name(LEGAL_2014, "en") == ("Census 2014, legal population", "en")


def test_ranks_are_refused_for_what_is_not_rankable_or_not_alike() -> None:
    alike = [measured("1"), measured("2")]
    assert rank_refusal(True, alike) is None
    assert rank_refusal(False, alike) is Refusal.NOT_RANKABLE
    assert rank_refusal(True, [measured("1"), measured("2", LEGAL_2014)]) is Refusal.SEVERAL_BASES
    assert rank_refusal(True, [measured("1"), measured("2", period="2014")]) is Refusal.PERIOD
    assert rank_refusal(True, [measured("1"), measured("2", status="U")]) is Refusal.STATUS
    assert rank_refusal(True, [measured("1"), measured(None)]) is Refusal.TOO_FEW
