"""How a post came to its present text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from hub.core.db import DbSession
from hub.forum.models import Post
from hub.forum.queries.subjects import revisions
from hub.services.text import word_diff


@dataclass(frozen=True, slots=True)
class Version:
    """`changes`: paragraphs with what was taken out and put in since the version before; None for the first."""

    number: int
    written_at: datetime
    language: str
    source: str
    changes: Markup | None


def versions(session: DbSession, post: Post) -> Sequence[Version]:
    """The newest first."""
    texts = [(post.version, post.edited_at or post.created_at, post.language, post.source)]
    texts += [(old.version, old.written_at, old.language, old.source) for old in revisions(session, post.id)]
    former = [*(source for *_, source in texts[1:]), None]
    return [
        Version(*text, None if before is None else word_diff(before, text[-1]))
        for text, before in zip(texts, former, strict=True)
    ]
