"""XLSX and ODS by calamine: one page a sheet, one line a row."""

from datetime import date
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from hub.services.parsing.pages import MOST_ON_PAGE, Pages, Unreadable


def read(source: Path, pages: Pages) -> dict[str, Any]:
    """Raises Unreadable (`damaged`, `encrypted`)."""
    try:
        workbook = CalamineWorkbook.from_path(source)
        for number, name in enumerate(workbook.sheet_names, 1):
            if pages.is_full:
                break
            pages.add(number, f"{name}\n{_cells(workbook.get_sheet_by_name(name))}")
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable("encrypted" if "assword" in str(error) else "damaged") from error
    return {"pages": len(workbook.sheet_names)}


def _cells(sheet: Any) -> str:
    lines, length = [], 0
    for row in sheet.iter_rows():
        line = " ".join(filter(None, map(_written, row)))
        if line:
            lines.append(line)
            length += len(line) + 1
        if length > MOST_ON_PAGE:
            break
    return "\n".join(lines)


def _written(value: object) -> str:
    """Whole numbers without a decimal point, days as ISO 8601."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
