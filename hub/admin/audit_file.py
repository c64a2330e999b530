"""The audit as a CSV file, in pieces."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC

from hub.admin.queries.traces import AuditRow
from hub.web.spreadsheets import BYTE_ORDER_MARK, harmless, written

HEADER = (
    "number", "moment_utc", "actor", "role", "action", "label", "kind", "id", "title", "data", "hash",
)  # fmt: skip


def audit_csv(pieces: Iterable[list[AuditRow]]) -> Iterator[str]:
    """`number` and `hash`: the entry's place in the chain, empty until it is sealed. `data`: a JSON object in words."""
    yield BYTE_ORDER_MARK + written([HEADER])
    for piece in pieces:
        yield written(_line(row) for row in piece)


def _line(row: AuditRow) -> list[str]:
    return [
        str(row.number or ""),
        row.created_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        harmless(row.actor or ""),
        row.role,
        row.action,
        harmless(row.label),
        row.ref.kind if row.ref else "",
        str(row.ref.id) if row.ref else "",
        harmless(row.card.title if row.card else ""),
        json.dumps(dict(row.data), ensure_ascii=False) if row.data else "",
        row.hash or "",
    ]
