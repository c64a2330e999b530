"""The SELECTs of the indicators."""

from hub.indicators.queries.existing import (
    KIND,
    Holding,
    Split,
    figures_version,
    holdings,
    indicator_codes,
    indicator_id,
    splits,
)
from hub.indicators.queries.observations import Value, values, values_of_indicators, values_of_territories

__all__ = [
    "KIND",
    "Holding",
    "Split",
    "Value",
    "figures_version",
    "holdings",
    "indicator_codes",
    "indicator_id",
    "splits",
    "values",
    "values_of_indicators",
    "values_of_territories",
]
