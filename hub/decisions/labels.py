"""Names of statuses, as readers see them."""

from hub.core.locale import LazyString, lazy_gettext, lazy_pgettext
from hub.decisions.models import ActionStatus, DecisionStatus

DECISION_STATUS: dict[str, LazyString] = {
    DecisionStatus.IN_FORCE: lazy_gettext("In force"),
    DecisionStatus.REPLACED: lazy_gettext("Replaced"),
    DecisionStatus.WITHDRAWN: lazy_pgettext("decision", "Withdrawn"),
}
ACTION_STATUS: dict[str, LazyString] = {
    ActionStatus.OPEN: lazy_gettext("To do"),
    ActionStatus.DONE: lazy_gettext("Done"),
    ActionStatus.DROPPED: lazy_gettext("Dropped"),
}
