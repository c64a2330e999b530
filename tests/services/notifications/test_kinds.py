"""Each kind of each room, in each language."""

from collections import defaultdict
from typing import Any

from flask import Flask

from hub.core.locale import LANGUAGES, speaking
from hub.services.notifications import kinds, watchables
from hub.services.notifications.choices import CHANNEL_LABELS, FREQUENCY_LABELS, LEVEL_LABELS
from hub.services.notifications.reasons import reason

TOLD: dict[str, Any] = defaultdict(
    lambda: "…",
    actor="Amal",
    title="Guichet",
    status="accepted",
    day="2026-12-01",
    at="2026-12-01T10:00:00+00:00",
    zone="Africa/Casablanca",
    due_on="2026-11-20",
    languages="ar,en",
)
"""What any kind may need for its sentence."""

WANTED = {
    "decisions.assigned", "decisions.overdue", "events.answer", "events.cancelled", "events.moved", "events.reminder",
    "events.seat", "forum.accepted", "forum.asked", "forum.mention", "forum.reply", "library.published", "library.stale",
    "library.submitted",
}  # fmt: skip


def test_every_kind_says_what_and_why_in_three_languages(app: Flask) -> None:
    assert kinds().keys() >= WANTED
    with app.app_context():
        for kind in kinds().values():
            said = {}
            for code in LANGUAGES:
                with speaking(code):
                    said[code] = (kind.sentence(TOLD), str(kind.label), reason(kind, "addressed"), str(kind.area))
            for part in range(4):
                assert len({texts[part] for texts in said.values()}) >= 2, (kind.name, said)
            assert said["ar"][0] != said["fr"][0], kind.name
            assert all(part.strip() for texts in said.values() for part in texts), kind.name


def test_every_choice_and_every_watch_has_words(app: Flask) -> None:
    with app.app_context():
        lazy = [*CHANNEL_LABELS.values(), *FREQUENCY_LABELS.values(), *LEVEL_LABELS.values()]
        lazy += [text for one in watchables().values() for text in (one.why, one.invitation)]
        for text in lazy:
            said = set()
            for code in LANGUAGES:
                with speaking(code):
                    said.add(str(text))
            assert len(said) == 3, said
        for kind in watchables():
            with speaking("fr"):
                assert reason(None, f"watches:{kind}") == str(watchables()[kind].why)
