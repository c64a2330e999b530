"""Reference periods."""

from datetime import date

import pytest

from hub.indicators.periods import from_source, parse_period, period_label


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2017-03-08", date(2017, 3, 8), date(2017, 3, 8)),
        ("2024-S2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31)),
        ("2014-01-01/P4Y", date(2014, 1, 1), date(2017, 12, 31)),
        ("2015-09-01/P1Y", date(2015, 9, 1), date(2016, 8, 31)),
    ],
)
def test_every_form_has_its_first_and_last_day(code: str, start: date, end: date) -> None:
    period = parse_period(code)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-Q5", "2024-S3", "2024/25", "2017-02-30", "2024-1"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_period(text)


def test_a_range_of_the_source_is_years_or_one_school_year() -> None:
    assert from_source("2014-2017").code == "2014-01-01/P4Y"
    assert from_source("2015-2016", is_school_year=True).code == "2015-09-01/P1Y"


def test_labels_read_as_people_write_them() -> None:
    assert period_label(from_source("2014-2017"), "fr") == "2014-2017"
    assert period_label(from_source("2015-2016", is_school_year=True), "fr") == "2015-2016"
    assert period_label(parse_period("2021-10"), "fr") == "octobre 2021"
    assert period_label(parse_period("2024-08"), "ar") == "غشت 2024"
    assert period_label(parse_period("2017-03-08"), "fr") == "8 mars 2017"


def test_periods_sort_by_time() -> None:
    codes = ["2025-02", "2014", "2024", "2024-08", "2014-01-01/P4Y"]
    ordered = sorted((parse_period(code) for code in codes), key=lambda period: (period.end, period.start))
    assert [period.code for period in ordered] == ["2014", "2014-01-01/P4Y", "2024-08", "2024", "2025-02"]
