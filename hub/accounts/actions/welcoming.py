"""The first visit."""

from hub.accounts.actions.settings import own
from hub.core import clock
from hub.core.access import Actor
from hub.core.db import commit, db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.network.models import Organisation


def introduce(actor: Actor, organisation_id: int | None, job_title: str, *, in_directory: bool) -> None:
    """Where the person works, and whether others may find them. Raises Invalid (organisation)."""
    person = own(actor)
    if organisation_id is not None and db.session.get(Organisation, organisation_id) is None:
        raise Invalid({"organisation": gettext("Choose an organisation of the list.")})
    person.organisation_id, person.job_title, person.in_directory = organisation_id, job_title.strip(), in_directory
    commit()


def finish_welcome(actor: Actor) -> None:
    """The first visit is over, whether its steps were taken or skipped."""
    person = own(actor)
    if person.welcomed_at is None:
        person.welcomed_at = clock.utcnow()
    commit()
