"""`python -m hub.services.parsing TASK MEDIA_TYPE FILE FOLDER`

Reads FILE and writes what came out into FOLDER, last of all `report.json`: `{"reason": ""}` with facts, or the reason for
which nothing did. A process that ends without one was stopped by its limits.
"""

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hub.services.parsing.limits import confine
from hub.services.parsing.pages import Pages, Unreadable
from hub.services.parsing.tasks import REPORT, TEXT, Task, reader_of


def main(task: str, media_type: str, file: str, folder: str) -> None:
    out = Path(folder)
    read = _function(*reader_of(Task(task), media_type))
    confine(out)
    report: dict[str, Any] = {"reason": ""}
    try:
        report |= _TASKS[Task(task)](read, Path(file), media_type, out)
    except Unreadable as error:
        report["reason"] = error.reason
    except MemoryError:
        report["reason"] = "memory"
    (out / REPORT).write_text(json.dumps(report))


def _function(module: str, name: str) -> Callable[..., dict[str, Any]]:
    """Only the library that this one type needs is loaded."""
    found: Callable[..., dict[str, Any]] = getattr(importlib.import_module(f"hub.services.parsing.{module}"), name)
    return found


def _image(read: Callable[..., dict[str, Any]], file: Path, media_type: str, out: Path) -> dict[str, Any]:
    return read(file, media_type, out)


def _picture(read: Callable[..., dict[str, Any]], file: Path, media_type: str, out: Path) -> dict[str, Any]:
    return read(file, out)


def _text(read: Callable[..., dict[str, Any]], file: Path, media_type: str, out: Path) -> dict[str, Any]:
    with (out / TEXT).open("w", encoding="utf-8") as lines:
        pages = Pages(lines)
        facts = read(file, pages)
    return {**facts, "is_cut": pages.is_cut}


_TASKS = {Task.IMAGE: _image, Task.PICTURE: _picture, Task.TEXT: _text}

if __name__ == "__main__":
    main(*sys.argv[1:])
