"""Tables of the library."""

from hub.library.models.editions import RecordEdition
from hub.library.models.records import Document, Practice, Record, RecordRegion, RecordTheme, Status
from hub.library.models.versions import RecordVersion

__all__ = [
    "Document",
    "Practice",
    "Record",
    "RecordEdition",
    "RecordRegion",
    "RecordTheme",
    "RecordVersion",
    "Status",
]
