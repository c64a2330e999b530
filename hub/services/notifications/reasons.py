"""Why somebody was told, in words."""

from hub.services.notifications.kinds import CONCERNS_YOU, NotificationKind, watchables
from hub.services.notifications.resolving import Why


def reason(kind: NotificationKind | None, why: str) -> str:
    """One sentence in the reader's language. `why`: as a notification keeps it."""
    watched = watchables().get(why.removeprefix(f"{Why.WATCHES}:"))
    if watched is not None:
        return str(watched.why)
    return str(kind.why if kind else CONCERNS_YOU)
