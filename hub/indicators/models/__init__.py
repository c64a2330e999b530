"""Tables of the indicators."""

from hub.indicators.models.indicators import IndicatorRow
from hub.indicators.models.observations import Observation
from hub.indicators.models.versions import FiguresVersion

__all__ = ["FiguresVersion", "IndicatorRow", "Observation"]
