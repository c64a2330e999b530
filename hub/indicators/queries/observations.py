"""Observations leave this module only as `Value`, after suppression: there is no other way to read one, so table, chart,
file and profile cannot disagree about what is hidden."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, and_, or_, select, tuple_

from hub.core.access import Actor
from hub.core.db import AnySelect, DbSession
from hub.indicators.catalogue import catalogue
from hub.indicators.cube import CellKey, adding_lines
from hub.indicators.derived import RATIOS
from hub.indicators.models import Observation
from hub.indicators.models.observations import exact_value
from hub.indicators.policy import visible_to
from hub.indicators.suppression import THRESHOLDS, Cell, suppressed

Table = tuple[str, str, str]
CELL_COLUMNS = (
    Observation.indicator_code,
    Observation.geo,
    Observation.period,
    Observation.area,
    Observation.sex,
    Observation.breakdown,
    Observation.mantissa,
    Observation.decimals,
    Observation.numerator,
    Observation.denominator,
    Observation.base,
)
VALUE_COLUMNS = (
    *CELL_COLUMNS,
    Observation.geo_level,
    Observation.status,
    Observation.source,
    Observation.source_url,
    Observation.producer,
    Observation.note,
)


@dataclass(frozen=True, slots=True)
class Value:
    """One observation as it may be shown. A suppressed one has no value and status Q."""

    indicator: str
    geo: str
    geo_level: str
    period: str
    area: str
    sex: str
    breakdown: str
    value: Decimal | None
    decimals: int
    base: str
    status: str
    source: str
    source_url: str
    producer: str
    note: str


def values(
    session: DbSession,
    reader: Actor,
    code: str,
    area: str,
    sex: str,
    period: str | None = None,
    breakdown: str | None = None,
) -> list[Value]:
    """Observations of one indicator, all territories: of one period or of all, of one category or of all."""
    statement = select(*VALUE_COLUMNS).where(
        visible_to(reader),
        Observation.indicator_code == code,
        Observation.area == area,
        Observation.sex == sex,
    )
    if period is not None:
        statement = statement.where(Observation.period == period)
    if breakdown is not None:
        statement = statement.where(Observation.breakdown == breakdown)
    return _published(session, statement.order_by(Observation.period_end, Observation.period_start, Observation.id))


def values_of_territories(
    session: DbSession, reader: Actor, codes: Collection[str], territories: Collection[str]
) -> list[Value]:
    """Undivided observations (whole area, both sexes, no category) of some indicators, oldest first."""
    statement = select(*VALUE_COLUMNS).where(
        visible_to(reader),
        Observation.geo.in_(territories),
        Observation.indicator_code.in_(codes),
        Observation.area == "total",
        Observation.sex == "all",
        Observation.breakdown == "",
    )
    return _published(session, statement.order_by(Observation.period_end, Observation.period_start, Observation.id))


def values_of_indicators(session: DbSession, reader: Actor, codes: Collection[str]) -> list[Value]:
    """Everything there is of some indicators."""
    statement = select(*VALUE_COLUMNS).where(visible_to(reader), Observation.indicator_code.in_(codes))
    return _published(session, statement.order_by(Observation.indicator_code, Observation.id))


def _published(session: DbSession, statement: AnySelect) -> list[Value]:
    rows = session.execute(statement).all()
    hidden = _hidden_cells(session, {row.indicator_code for row in rows})
    return [_value(row, hidden) for row in rows]


def _value(row: Row[Any], hidden: Collection[tuple[Table, CellKey]]) -> Value:
    cell = CellKey(row.geo, row.area, row.sex, row.breakdown)
    is_hidden = bool(hidden) and any(
        ((code, row.period, row.base), cell) in hidden for code in _linked(row.indicator_code)
    )
    return Value(
        indicator=row.indicator_code,
        geo=row.geo,
        geo_level=row.geo_level,
        period=row.period,
        area=row.area,
        sex=row.sex,
        breakdown=row.breakdown,
        value=None if is_hidden else exact_value(row.mantissa, row.decimals),
        decimals=row.decimals,
        base=row.base,
        status="Q" if is_hidden else row.status,
        source=row.source,
        source_url=row.source_url,
        producer=row.producer,
        note=row.note,
    )


def _linked(code: str) -> tuple[str, ...]:
    """A rate hides wherever its numerator does: the two tables share one set of hidden cells."""
    return (code, RATIOS[code].numerator) if code in RATIOS else (code,)


def _hidden_cells(session: DbSession, codes: Iterable[str]) -> set[tuple[Table, CellKey]]:
    """Hidden cells of the tables that hold a small count; nearly always one cheap query that finds none."""
    wanted = {linked for code in codes for linked in _linked(code)}
    people = [code for code in wanted if catalogue().indicators[code].counts_people]
    rates = [code for code in wanted if not catalogue().indicators[code].unit.is_count]
    small = and_(Observation.decimals == 0, Observation.mantissa.between(1, THRESHOLDS.min_count - 1))
    few = or_(
        Observation.denominator < THRESHOLDS.min_denominator,
        and_(Observation.denominator.is_not(None), Observation.numerator.between(1, THRESHOLDS.min_count - 1)),
    )
    suspects = (
        select(Observation.indicator_code, Observation.period, Observation.base)
        .where(
            or_(and_(Observation.indicator_code.in_(people), small), and_(Observation.indicator_code.in_(rates), few))
        )
        .distinct()
    )
    tables = [(code, period, base) for code, period, base in session.execute(suspects)]
    return _suppress(session, tables) if tables else set()


def _suppress(session: DbSession, tables: Sequence[Table]) -> set[tuple[Table, CellKey]]:
    statement = select(*CELL_COLUMNS).where(
        tuple_(Observation.indicator_code, Observation.period, Observation.base).in_(tables),
        Observation.mantissa.is_not(None),
    )
    cubes: dict[Table, dict[CellKey, Cell]] = {table: {} for table in tables}
    for row in session.execute(statement):
        table = (row.indicator_code, row.period, row.base)
        key = CellKey(row.geo, row.area, row.sex, row.breakdown)
        cubes[table][key] = Cell(
            value=exact_value(row.mantissa, row.decimals) or Decimal(0),
            is_count=catalogue().indicators[row.indicator_code].counts_people,
            numerator=None if row.numerator is None else Decimal(row.numerator),
            denominator=None if row.denominator is None else Decimal(row.denominator),
        )
    return {
        (table, key)
        for table, cells in cubes.items()
        for key in suppressed(cells, adding_lines({key: cell.value for key, cell in cells.items()}))
    }
