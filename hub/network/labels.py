"""What roles and kinds of organisations are called."""

from collections.abc import Mapping

from hub.core.access import Role
from hub.core.locale import LazyString, lazy_gettext

ROLE_LABELS: Mapping[Role, LazyString] = {
    Role.MEMBER: lazy_gettext("Member"),
    Role.FOCAL_POINT: lazy_gettext("Focal point"),
    Role.ORGANISER: lazy_gettext("Organiser"),
    Role.CENTRAL: lazy_gettext("Central level"),
    Role.PARTNER: lazy_gettext("Partner"),
    Role.ADMINISTRATOR: lazy_gettext("Administrator"),
}

ORGANISATION_KINDS: Mapping[str, LazyString] = {
    "regional_council": lazy_gettext("Regional council"),
    "ministry": lazy_gettext("Ministry"),
    "state_service": lazy_gettext("Deconcentrated State service"),
    "commune": lazy_gettext("Municipality"),
    "association": lazy_gettext("Association"),
    "university": lazy_gettext("University"),
    "international": lazy_gettext("International organisation"),
    "network": lazy_gettext("Network facilitation"),
}
