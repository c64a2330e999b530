"""Firing schedules: several workers look, each slot fires once."""

from collections.abc import Iterable
from datetime import datetime

from hub.core import clock
from hub.core.db import add_unless_there, side_transaction
from hub.services.jobs.enqueuing import enqueue
from hub.services.jobs.kinds import Schedule
from hub.services.jobs.models import JobSlot


class Rota:
    """The schedules of one process. It remembers what it saw fired, so that a look costs nothing in between."""

    def __init__(self, schedules: Iterable[Schedule]) -> None:
        self._schedules = tuple(schedules)
        self._seen: dict[str, datetime] = {}

    def fire(self) -> int:
        """Enqueue the jobs of slots that have begun and that nobody fired. How many."""
        now = clock.utcnow()
        fired = 0
        for schedule in self._schedules:
            slot = schedule.slot(now)
            if self._seen.get(schedule.name) != slot:
                fired += _fire(schedule, slot)
                self._seen[schedule.name] = slot
        return fired


def _fire(schedule: Schedule, slot: datetime) -> bool:
    with side_transaction() as session:
        if not add_unless_there(session, JobSlot(name=schedule.name, slot=slot)):
            return False
        return enqueue(session, schedule.job, {"slot": slot.isoformat()})
