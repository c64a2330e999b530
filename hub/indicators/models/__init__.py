"""Tables of the indicators."""

from hub.indicators.models.indicators import IndicatorRow
from hub.indicators.models.observations import Observation

__all__ = ["IndicatorRow", "Observation"]
