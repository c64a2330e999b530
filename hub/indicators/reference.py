"""Reference data of the indicators: the catalogue's anchors and every observation that ships. Loaded when the files
changed since the last time, recognised by their hash, so a second start reads nothing."""

import hashlib
from importlib.resources import files
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm.attributes import flag_modified

from hub.core.db import DbSession
from hub.indicators.catalogue import Catalogue, catalogue
from hub.indicators.codelists import LOAD_BASE
from hub.indicators.derived import derived_rows
from hub.indicators.models import IndicatorRow, Observation
from hub.indicators.source_files import CENSUS, FACTS, SourceRow, census_rows, fact_rows
from hub.indicators.versioning import figures_changed
from hub.network.loads import is_loaded, mark_loaded

FILES = (
    CENSUS,
    FACTS,
    "comparators.yaml",
    "indicator_guide.yaml",
    "indicator_guide_ar.yaml",
    "migration_fact_indicators.yaml",
    "observation_codes.yaml",
    "regions.csv",
)
LOADER_VERSION = "1"


def load_reference(session: DbSession) -> None:
    """Bring indicators and shipped observations up to date. Values entered in the hub are left alone."""
    name = f"reference:indicators:{fingerprint()}"
    if is_loaded(session, name):
        return
    known = catalogue()
    load_indicators(session, known)
    load_observations(session, known)
    figures_changed(session)
    mark_loaded(session, name)


def fingerprint() -> str:
    digest = hashlib.sha256(LOADER_VERSION.encode())
    for name in FILES:
        digest.update(files("hub.data").joinpath(name).read_bytes())
    return digest.hexdigest()[:24]


def load_indicators(session: DbSession, known: Catalogue) -> None:
    """Every anchor counts as changed, so that search reads its sheet again."""
    rows = {row.code: row for row in session.scalars(select(IndicatorRow))}
    for position, indicator in enumerate(known.indicators.values(), start=1):
        row = rows.get(indicator.code)
        if row is None:
            row = IndicatorRow(code=indicator.code)
            session.add(row)
        row.nature, row.position = indicator.nature, position
        flag_modified(row, "position")
    session.flush()


def load_observations(session: DbSession, known: Catalogue) -> None:
    """Insert what is new, update what changed place or value, delete what the files no longer have."""
    shipped = shipped_values(known)
    shipped_before = select(Observation.external_id, Observation.id).where(
        Observation.external_id.is_not(None), Observation.base != LOAD_BASE
    )
    ids = dict(session.execute(shipped_before).all())
    stale = [ids[external_id] for external_id in ids.keys() - shipped.keys()]
    if stale:
        session.execute(delete(Observation).where(Observation.id.in_(stale)))
    changed = [{**values, "id": ids[external_id]} for external_id, values in shipped.items() if external_id in ids]
    if changed:
        session.execute(update(Observation), changed)
    new = [values for external_id, values in shipped.items() if external_id not in ids]
    if new:
        session.execute(insert(Observation), new)


def shipped_values(known: Catalogue) -> dict[str, dict[str, Any]]:
    """Column values of every shipped observation by external id."""
    rows = [*census_rows(known), *fact_rows(known)]
    shipped = {row.external_id: column_values(row) for row in rows}
    for derived in derived_rows(rows):
        values = column_values(derived.row)
        shipped[derived.row.external_id] = {
            **values,
            "numerator": derived.numerator,
            "denominator": derived.denominator,
        }
    return shipped


def column_values(row: SourceRow) -> dict[str, Any]:
    exponent = row.value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return {
        "external_id": row.external_id,
        "indicator_code": row.indicator,
        "geo": row.geo,
        "geo_level": row.geo_level,
        "period": row.period.code,
        "period_start": row.period.start,
        "period_end": row.period.end,
        "area": row.area,
        "sex": row.sex,
        "breakdown": row.breakdown,
        "mantissa": int(row.value.scaleb(decimals)),
        "decimals": decimals,
        "numerator": None,
        "denominator": None,
        "unit": row.unit,
        "base": row.base,
        "status": row.status,
        "source": row.source,
        "source_url": row.source_url,
        "producer": row.producer,
        "note": row.note,
    }
