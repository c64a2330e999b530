"""What there is: periods and splits, numbers of values, names of regions, numbers of indicators."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.indicators.models import FiguresVersion, IndicatorRow, Observation
from hub.indicators.policy import visible_to

KIND = "indicator"
FIGURES_VERSION = select(FiguresVersion.token)
SPLITS = select(Observation.period, Observation.area, Observation.sex, Observation.breakdown).where(
    Observation.indicator_code == bindparam("code")
)


@dataclass(frozen=True, slots=True)
class Split:
    """A combination of period, area, sex and category for which there are observations."""

    period: str
    area: str
    sex: str
    breakdown: str


def figures_version(session: DbSession) -> str:
    """Empty before anything was loaded."""
    return session.scalar(FIGURES_VERSION) or ""


def splits(session: DbSession, reader: Actor, code: str) -> list[Split]:
    """What exists of an indicator; answered from the index alone."""
    statement = SPLITS.where(visible_to(reader)).distinct()
    return [Split(*row) for row in session.execute(statement, {"code": code})]


def indicator_id(session: DbSession, code: str) -> int | None:
    """The number by which links and search know an indicator."""
    return session.scalar(select(IndicatorRow.id).where(IndicatorRow.code == code))


def indicator_codes(session: DbSession, reader: Actor, ids: Iterable[int]) -> dict[int, str]:
    statement = select(IndicatorRow.id, IndicatorRow.code).where(visible_to(reader), IndicatorRow.id.in_(list(ids)))
    return dict(session.execute(statement).all())


@dataclass(frozen=True, slots=True)
class Holding:
    """How much there is of an indicator: number of values, of regions, and the last period's code."""

    values: int
    territories: int
    latest: str


def holdings(session: DbSession, reader: Actor) -> dict[str, Holding]:
    """By indicator code; an indicator without values is absent."""
    latest = func.max(Observation.period_end)
    statement = (
        select(Observation.indicator_code, func.count(), func.count(Observation.geo.distinct()), latest)
        .where(visible_to(reader))
        .group_by(Observation.indicator_code)
    )
    return {
        code: Holding(count, territories, str(end.year)) for code, count, territories, end in session.execute(statement)
    }
