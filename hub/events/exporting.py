"""The list of registrations as a file for spreadsheets."""

import csv
import io
from collections.abc import Sequence

from hub.core.clock import local
from hub.core.locale import gettext
from hub.events.labels import REGISTRATION_STATUSES
from hub.events.queries.rows import RegistrationRow

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def registrations_csv(rows: Sequence[RegistrationRow], zone_name: str) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheets need for Arabic; hours in the event's zone."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([gettext("Name"), gettext("Institution"), gettext("Status"), gettext("Rank"), gettext("Asked at")])
    for row in rows:
        writer.writerow(
            [
                _safe(row.name),
                _safe(str(row.organisation or "")),
                str(REGISTRATION_STATUSES[row.status]),
                row.rank or "",
                f"{local(row.asked_at, zone_name):%Y-%m-%d %H:%M}",
            ]
        )
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _safe(text: str) -> str:
    """A name that begins like a formula is not one (CSV injection)."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
