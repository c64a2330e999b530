"""What the audit calls the acts of this room."""

from hub.core.locale import LazyString, lazy_gettext

AUDIT_LABELS: dict[str, LazyString] = {
    "accounts.session.opened": lazy_gettext("signed in"),
    "accounts.session.closed": lazy_gettext("signed out"),
}
