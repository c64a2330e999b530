"""What the audit calls the acts of this room, and what it keeps with the acts of all rooms."""

from hub.core.locale import LazyString, lazy_gettext
from hub.decisions.labels import ACTION_STATUS, DECISION_STATUS
from hub.network.labels import ROLE_LABELS

AUDIT_LABELS: dict[str, LazyString] = {
    "admin.audit.exported": lazy_gettext("exported the audit"),
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
    "admin.synonyms.added": lazy_gettext("added names that search offers beside each other"),
    "admin.synonyms.changed": lazy_gettext("changed names that search offers beside each other"),
    "admin.synonyms.removed": lazy_gettext("removed names that search offered beside each other"),
    "admin.theme.changed": lazy_gettext("changed a theme"),
    "admin.webhook.added": lazy_gettext("added a webhook"),
    "admin.webhook.removed": lazy_gettext("removed a webhook"),
    "admin.webhook.switched": lazy_gettext("switched a webhook on or off"),
}

FAMILIES: dict[str, LazyString] = {
    "accounts": lazy_gettext("Accounts and sign-in"),
    "admin": lazy_gettext("Administration"),
    "audit": lazy_gettext("Audit"),
    "decisions": lazy_gettext("Decisions"),
    "events": lazy_gettext("Events"),
    "files": lazy_gettext("Files"),
    "forum": lazy_gettext("Forum"),
    "library": lazy_gettext("Library"),
    "moderation": lazy_gettext("Moderation"),
}
"""The first words of the dotted names."""

FIELDS: dict[str, LazyString] = {
    "act": lazy_gettext("Act"),
    "address": lazy_gettext("Address"),
    "before": lazy_gettext("Before"),
    "code": lazy_gettext("Code"),
    "count": lazy_gettext("How many"),
    "email": lazy_gettext("Email"),
    "in_directory": lazy_gettext("In the directory"),
    "is_active": lazy_gettext("In use"),
    "language": lazy_gettext("Language"),
    "last_day": lazy_gettext("Last day"),
    "name": lazy_gettext("Name"),
    "person": lazy_gettext("Account"),
    "reason": lazy_gettext("Reason"),
    "region": lazy_gettext("Region"),
    "role": lazy_gettext("Role"),
    "scopes": lazy_gettext("Scopes"),
    "shows_email": lazy_gettext("Shows the email address"),
    "since": lazy_gettext("From"),
    "status": lazy_gettext("Status"),
    "until": lazy_gettext("Until"),
    "virus": lazy_gettext("Virus"),
}
"""What acts of several rooms keep; rooms name what is theirs alone."""

_READERS = {"public": lazy_gettext("Everybody"), "members": lazy_gettext("Members")}
VALUES: dict[tuple[str, str], LazyString] = {
    **{("role", str(role)): label for role, label in ROLE_LABELS.items()},
    **{("status", status): label for status, label in {**DECISION_STATUS, **ACTION_STATUS}.items()},
    **{(field, audience): label for field in ("audience", "left") for audience, label in _READERS.items()},
}
