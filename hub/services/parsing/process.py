"""The hub's side: start the parsing process, wait for it, tell what became of it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from hub.services.parsing.tasks import REPORT, TEXT, Task

WALL_SECONDS = 40
_AT_ONCE = BoundedSemaphore(2)
"""In one process of the hub: each may take a gigabyte."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`reason` is "" when it worked, else `damaged`, `encrypted`, `pixels`, `moving`, `memory`, `time` or `stopped`."""

    reason: str
    facts: dict[str, Any]
    folder: Path

    @property
    def is_done(self) -> bool:
        return not self.reason

    def pages(self) -> Iterator[tuple[int, str]]:
        """(page, text) in order, also of a parser that was stopped on its way."""
        path = self.folder / TEXT
        if path.exists():
            for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
                page, text = json.loads(line)
                yield int(page), str(text)


def parse(task: Task, media_type: str, file: Path, folder: Path, seconds: float = WALL_SECONDS) -> Outcome:
    """Run one parser on `file`; its results are in `folder`, which belongs to this call.

    The process is given no setting and no secret of the hub: its environment is empty.
    """
    command = [sys.executable, "-I", "-B", "-m", "hub.services.parsing", task, media_type, str(file), str(folder)]
    with _AT_ONCE:
        try:
            ended = subprocess.run(  # noqa: S603 - our own module, arguments without a shell
                command,
                check=False,
                timeout=seconds,
                cwd=folder,
                env={"PATH": os.defpath, "LANG": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired:
            return Outcome("time", {}, folder)
    try:
        facts = json.loads((folder / REPORT).read_text())
    except FileNotFoundError:
        return Outcome(_stopped(ended.returncode), {}, folder)
    return Outcome(facts.pop("reason"), facts, folder)


def _stopped(code: int) -> str:
    """Killed by the limit of time (SIGXCPU, SIGKILL), or fallen for want of memory, or of itself."""
    return "time" if code in {-24, -9} else "stopped"
