"""Who worked on a record's translations."""

from collections.abc import Collection
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from hub.core.db import DbSession
from hub.library.models import RecordVersion

MOST_VERSIONS = 40
"""Looked through, the newest: who translated before that is no longer asked."""


def translators(session: DbSession, record_id: int, languages: Collection[str]) -> dict[int, set[str]]:
    """By person, those of some languages whose text they changed in a version of the record."""
    if not languages:
        return {}
    rows = session.execute(
        select(RecordVersion.author_id, RecordVersion.content)
        .where(RecordVersion.record_id == record_id)
        .order_by(RecordVersion.number.desc())
        .limit(MOST_VERSIONS)
    ).all()
    found: dict[int, set[str]] = {}
    steps = [(row.author_id, row.content) for row in rows]
    if len(steps) < MOST_VERSIONS:
        steps.append((None, {}))
    for (author, after), (_, before) in pairwise(steps):
        theirs = {code for code in languages if _texts(after, code) != _texts(before, code)}
        if author is not None and theirs:
            found.setdefault(author, set()).update(theirs)
    return found


def _texts(content: dict[str, Any], language: str) -> Any:
    """The translation's own words; the marks of what they were made from change with minor edits of the original."""
    return content.get("editions", {}).get(language, {}).get("texts")
