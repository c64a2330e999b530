"""Reference periods, written as SDMX writes them (SDMX 2.1 section 6, §4.2): a year, a half-year, a quarter, a month, a
day, or a range `start/duration`. Each has a first and a last day, so that periods of different kinds sort together."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from babel import dates

BABEL_NAMES = {"ar": "ar_MA"}
YEAR = re.compile(r"^(\d{4})$")
MONTH = re.compile(r"^(\d{4})-(\d{2})$")
DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
PART = re.compile(r"^(\d{4})-([SQ])([1-4])$")
RANGE = re.compile(r"^(\d{4})-(\d{2})-01/P(\d{1,2})Y$")
SOURCE_RANGE = re.compile(r"^(\d{4})-(\d{4})$")
MONTHS_IN_PART = {"S": 6, "Q": 3}
SCHOOL_MONTH = 9


@dataclass(frozen=True, order=True)
class Period:
    """`code` is the SDMX text; `end` is included."""

    start: date
    end: date
    code: str

    @property
    def year(self) -> int:
        return self.end.year

    @property
    def moment(self) -> float:
        """Where the middle of the period lies on an axis of years."""
        middle = self.start.toordinal() + (self.end.toordinal() - self.start.toordinal()) / 2
        new_year = date(self.start.year, 1, 1).toordinal()
        return self.start.year + (middle - new_year) / 365.2425


def parse_period(code: str) -> Period:
    """Raises ValueError for anything that is not one of the six forms."""
    if match := YEAR.match(code):
        year = int(match[1])
        return Period(date(year, 1, 1), date(year, 12, 31), code)
    if match := MONTH.match(code):
        return Period(*months(int(match[1]), int(match[2]), 1), code)
    if match := DAY.match(code):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return Period(day, day, code)
    if match := PART.match(code):
        length = MONTHS_IN_PART[match[2]]
        first = (int(match[3]) - 1) * length + 1
        return Period(*months(int(match[1]), first, length), code)
    if match := RANGE.match(code):
        return Period(*months(int(match[1]), int(match[2]), 12 * int(match[3])), code)
    raise ValueError(f"not a period: {code!r}")


def months(year: int, first: int, count: int) -> tuple[date, date]:
    if not 1 <= first <= 12:
        raise ValueError(f"no month {first}")
    last_year, last = divmod(year * 12 + first - 1 + count - 1, 12)
    return date(year, first, 1), date(last_year, last + 1, monthrange(last_year, last + 1)[1])


def from_source(text: str, is_school_year: bool = False) -> Period:
    """The period as the data files write it: `2014-2017` means those four years, or one school year."""
    if match := SOURCE_RANGE.match(text):
        first, last = int(match[1]), int(match[2])
        if is_school_year:
            return parse_period(f"{first}-{SCHOOL_MONTH:02}-01/P{last - first}Y")
        return parse_period(f"{first}-01-01/P{last - first + 1}Y")
    return parse_period(text)


def period_label(period: Period, language: str) -> str:
    """As people write it: 2024, October 2021, 2015-2016."""
    locale = BABEL_NAMES.get(language, language)
    code = period.code
    if MONTH.match(code):
        return dates.format_skeleton("yMMMM", period.start, locale=locale)
    if DAY.match(code):
        return dates.format_date(period.start, "long", locale=locale)
    if RANGE.match(code):
        last = period.end + timedelta(days=1) if period.start.month == SCHOOL_MONTH else period.end
        return f"{period.start.year}-{last.year}"
    return code
