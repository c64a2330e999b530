"""Words for grounds, outcomes and acts."""

from collections.abc import Mapping

from hub.core.locale import LazyString, lazy_gettext
from hub.services.moderation.models import Ground, Outcome

GROUNDS: Mapping[str, LazyString] = {
    Ground.PERSONAL_DATA: lazy_gettext("Personal data about somebody"),
    Ground.CONDUCT: lazy_gettext("Insulting or discriminating"),
    Ground.SPAM: lazy_gettext("Advertising or spam"),
    Ground.OFF_TOPIC: lazy_gettext("Off topic"),
    Ground.OTHER: lazy_gettext("Another reason"),
}

OUTCOMES: Mapping[str, LazyString] = {
    Outcome.NOTHING: lazy_gettext("Nothing to change"),
    Outcome.EDITED: lazy_gettext("Put right"),
    Outcome.HIDDEN: lazy_gettext("Hidden"),
    Outcome.DELETED: lazy_gettext("Deleted for good"),
}

FLAGGED, DECIDED = "moderation.flag.raised", "moderation.flag.decided"

ACTIONS: Mapping[str, LazyString] = {
    FLAGGED: lazy_gettext("reported something to the moderators"),
    DECIDED: lazy_gettext("decided on a report"),
}

FIELDS: Mapping[str, LazyString] = {
    "flags": lazy_gettext("Reports"),
    "ground": lazy_gettext("Ground"),
    "outcome": lazy_gettext("Outcome"),
}

VALUES: Mapping[tuple[str, str], LazyString] = {
    **{("ground", str(ground)): label for ground, label in GROUNDS.items()},
    **{("outcome", str(outcome)): label for outcome, label in OUTCOMES.items()},
}
