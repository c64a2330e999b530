"""CSL-JSON (schema csl-data 1.0.2), as citation processors read it."""

from datetime import date
from typing import Any

from hub.library.citation.reference import Reference

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def csl(reference: Reference) -> list[dict[str, Any]]:
    """A list of one item: the form that citation programs import."""
    item = {
        "id": reference.key,
        "type": "report" if reference.kind == "practice" else "document",
        "title": reference.title,
        "author": [{"literal": author} for author in reference.authors],
        "publisher": reference.publisher,
        "issued": _date(reference.published),
        "version": f"{reference.version}",
        "language": reference.language,
        "abstract": reference.abstract,
        "keyword": ", ".join(reference.keywords),
        "URL": reference.version_address,
        "note": reference.licence,
    }
    return [{name: value for name, value in item.items() if value}]


def _date(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
