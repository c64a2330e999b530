"""A person's own address: written to again after mails came back; new reply addresses."""

from hub.accounts.actions.settings import own
from hub.core.access import Actor
from hub.core.db import commit, db
from hub.core.registry import Ref
from hub.services import audit
from hub.services.mail import bouncing, end_reply_addresses


def resume_own_mail(actor: Actor) -> None:
    """Again changes nothing."""
    person = own(actor)
    if bouncing.resume(db.session, person.email):
        audit.record(db.session, actor, "accounts.mail.resumed", Ref("person", person.id))
    commit()


def renew_reply_addresses(actor: Actor) -> None:
    """Answers to the mails received so far are no longer posted."""
    person = own(actor)
    end_reply_addresses(db.session, person.id)
    audit.record(db.session, actor, "accounts.mail.reply_addresses_renewed", Ref("person", person.id))
    commit()
