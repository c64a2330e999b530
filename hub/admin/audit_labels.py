"""What the audit calls the acts of this room, and what it keeps with the acts of all rooms."""

from hub.core.locale import LazyString, lazy_gettext
from hub.decisions.labels import ACTION_STATUS, DECISION_STATUS
from hub.network.labels import ROLE_LABELS

AUDIT_LABELS: dict[str, LazyString] = {
    "admin.group.changed": lazy_gettext("changed a working group"),
    "admin.group.created": lazy_gettext("made a working group"),
    "admin.group.member_added": lazy_gettext("added somebody to a working group"),
    "admin.group.member_removed": lazy_gettext("removed somebody from a working group"),
    "admin.job.all_retried": lazy_gettext("had all failed jobs tried again"),
    "admin.job.discarded": lazy_gettext("discarded a failed job"),
    "admin.job.retried": lazy_gettext("had a failed job tried again"),
    "admin.mail.address_resumed": lazy_gettext("had an address written to again"),
    "admin.mail.sent_again": lazy_gettext("had a mail sent again"),
    "admin.organisation.changed": lazy_gettext("changed an organisation"),
    "admin.organisation.created": lazy_gettext("added an organisation"),
    "admin.person.changed": lazy_gettext("changed somebody’s account"),
    "admin.person.lifted": lazy_gettext("lifted a suspension"),
    "admin.person.suspended": lazy_gettext("suspended somebody"),
    "admin.region.changed": lazy_gettext("changed the presentation of a region"),
    "admin.role.changed": lazy_gettext("changed the dates of a role"),
    "admin.role.given": lazy_gettext("gave a role"),
    "admin.role.removed": lazy_gettext("removed a role"),
    "admin.theme.changed": lazy_gettext("changed a theme"),
}

DATA_LABELS: dict[str, LazyString] = {
    "email": lazy_gettext("Email"),
    "language": lazy_gettext("Language"),
    "last_day": lazy_gettext("Last day"),
    "name": lazy_gettext("Name"),
    "reason": lazy_gettext("Reason"),
    "region": lazy_gettext("Region"),
    "role": lazy_gettext("Role"),
    "status": lazy_gettext("Status"),
}
VALUE_LABELS: dict[tuple[str, str], LazyString] = {
    **{("role", str(role)): label for role, label in ROLE_LABELS.items()},
    **{("status", status): label for status, label in {**DECISION_STATUS, **ACTION_STATUS}.items()},
}
