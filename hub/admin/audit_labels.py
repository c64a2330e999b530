"""What the audit calls the acts of this room."""

from hub.core.locale import LazyString, lazy_gettext

AUDIT_LABELS: dict[str, LazyString] = {
    "admin.group.changed": lazy_gettext("changed a working group"),
    "admin.group.created": lazy_gettext("made a working group"),
    "admin.group.member_added": lazy_gettext("added somebody to a working group"),
    "admin.group.member_removed": lazy_gettext("removed somebody from a working group"),
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
