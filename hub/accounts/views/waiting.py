"""Telling somebody to wait before the next try."""

import math
from datetime import timedelta

from flask.typing import ResponseReturnValue

from hub.core.locale import ngettext


def told_to_wait(wait: timedelta) -> str:
    minutes = math.ceil(wait.total_seconds() / 60)
    return ngettext(
        "Too many attempts. Try again in %(num)s minute.", "Too many attempts. Try again in %(num)s minutes.", minutes
    )


def later(page: str, wait: timedelta) -> ResponseReturnValue:
    """The page, with the time to wait for programs too (RFC 6585 §4)."""
    return page, 429, {"Retry-After": str(math.ceil(wait.total_seconds()))}
