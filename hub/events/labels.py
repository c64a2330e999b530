"""Names of kinds, formats, statuses and audiences, as readers see them."""

from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE
from hub.core.locale import LazyString, lazy_gettext, lazy_pgettext
from hub.events.models import AgendaStatus, AnsweredBy, EventFormat, EventKind, EventStatus, RegistrationStatus

KINDS: dict[str, LazyString] = {
    EventKind.WORKSHOP: lazy_gettext("Capacity-building workshop"),
    EventKind.CENTRAL_REGIONAL_MEETING: lazy_gettext("Central–regional meeting"),
    EventKind.PEER_CLINIC: lazy_gettext("Peer clinic"),
    EventKind.SEMINAR: lazy_gettext("Seminar"),
    EventKind.STEERING_COMMITTEE: lazy_gettext("Steering committee"),
    EventKind.WEBINAR: lazy_gettext("Webinar"),
}
FORMATS: dict[str, LazyString] = {
    EventFormat.IN_PERSON: lazy_gettext("In person"),
    EventFormat.ONLINE: lazy_gettext("Online"),
    EventFormat.HYBRID: lazy_gettext("Hybrid"),
}
STATUSES: dict[str, LazyString] = {
    EventStatus.DRAFT: lazy_gettext("Draft"),
    EventStatus.PUBLISHED: lazy_gettext("Published"),
    EventStatus.CANCELLED: lazy_gettext("Cancelled"),
}
REGISTRATION_STATUSES: dict[str, LazyString] = {
    RegistrationStatus.INVITED: lazy_pgettext("registration", "Invited"),
    RegistrationStatus.REGISTERED: lazy_gettext("Registered"),
    RegistrationStatus.WAITING: lazy_gettext("On the waiting list"),
    RegistrationStatus.DECLINED: lazy_pgettext("registration", "Declined"),
    RegistrationStatus.CANCELLED: lazy_pgettext("registration", "Withdrawn"),
}
ANSWERED_BY: dict[str, LazyString] = {
    AnsweredBy.PAGE: lazy_pgettext("answered", "On the hub"),
    AnsweredBy.MAIL: lazy_pgettext("answered", "By mail"),
}
AGENDA_STATUSES: dict[str, LazyString] = {
    AgendaStatus.PROPOSED: lazy_pgettext("agenda item", "Proposed"),
    AgendaStatus.ACCEPTED: lazy_pgettext("agenda item", "Accepted"),
    AgendaStatus.DEFERRED: lazy_pgettext("agenda item", "Deferred"),
}
AUDIENCES: dict[str, LazyString] = {
    PUBLIC_AUDIENCE: lazy_gettext("Everyone"),
    MEMBERS_AUDIENCE: lazy_gettext("Members of the network"),
}
REPETITIONS: dict[str, LazyString] = {
    "": lazy_gettext("Once"),
    "daily": lazy_gettext("Every day"),
    "weekly": lazy_gettext("Every week"),
    "monthly_day": lazy_gettext("Every month, on the same day of the month"),
    "monthly_position": lazy_gettext("Every month, on the same weekday (first Tuesday…)"),
    "monthly_last": lazy_gettext("Every month, on the last such weekday"),
}
