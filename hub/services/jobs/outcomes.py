"""How a job that did not succeed goes on: again later, or no more."""

import random
import traceback
from datetime import timedelta
from pathlib import Path

FIRST_DELAY = timedelta(seconds=15)
FACTOR = 3
LONGEST_DELAY = timedelta(hours=6)
JITTER = 0.25
ERROR_LENGTH = 200


class NotNow(Exception):
    """Raised by a job whose means are away (the mail server does not answer): it is tried again `after` so long, and the
    attempt does not count. `reason`: a short English word for the administrator, without names or secrets."""

    def __init__(self, reason: str, after: timedelta = timedelta(minutes=1)) -> None:
        super().__init__(reason)
        self.after = after


class GiveUp(Exception):
    """Raised by a job that can never succeed: a dead letter at once. The reason is shown to the administrator: short,
    English, without names or secrets."""


def backoff(attempts: int, chance: float | None = None) -> timedelta:
    """How long to wait after the failed attempt number `attempts`: 15 s, 45 s, 2 min, 7 min, 20 min, 1 h, 3 h, then 6 h,
    each a quarter more or less, so that what failed together does not come back together. `chance`: 0 … 1."""
    delay = min(FIRST_DELAY * FACTOR ** min(attempts - 1, 16), LONGEST_DELAY)
    spread = random.random() if chance is None else chance  # noqa: S311 - not a secret
    return delay * (1 + JITTER * (2 * spread - 1))


def describe(error: BaseException) -> str:
    """The kind of an error and the place in our code where it came up. Not its message: libraries quote addresses,
    parameters and passwords in theirs. Our own two exceptions carry reasons that were written to be shown."""
    name = type(error).__name__
    if isinstance(error, NotNow | GiveUp):
        return f"{name}: {error}"[:ERROR_LENGTH]
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/site-packages/" not in frame.filename]
    where = f" ({Path(ours[-1].filename).name}:{ours[-1].lineno})" if ours else ""
    return f"{name}{where}"[:ERROR_LENGTH]
