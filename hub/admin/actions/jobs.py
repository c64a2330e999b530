"""Dead letters: tried again, or given up."""

from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.registry import Ref
from hub.services import audit
from hub.services.jobs import dead_letters


def retry_job(actor: Actor, job_id: int) -> None:
    """Raises NotFound unless it is a dead letter."""
    guard(actor, Permission.ADMIN_JOBS_EDIT)
    dead_letters.retry(db.session, job_id)
    audit.record(db.session, actor, "admin.job.retried", Ref("job", job_id))
    commit()


def retry_all_jobs(actor: Actor) -> int:
    """How many."""
    guard(actor, Permission.ADMIN_JOBS_EDIT)
    number = dead_letters.retry_all(db.session)
    if number:
        audit.record(db.session, actor, "admin.job.all_retried", number=number)
    commit()
    return number


def discard_job(actor: Actor, job_id: int) -> None:
    """Raises NotFound unless it is a dead letter."""
    guard(actor, Permission.ADMIN_JOBS_EDIT)
    dead_letters.discard(db.session, job_id)
    audit.record(db.session, actor, "admin.job.discarded", Ref("job", job_id))
    commit()
