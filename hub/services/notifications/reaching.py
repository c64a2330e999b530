"""Whether mail reaches a person."""

from sqlalchemy import ColumnElement, literal, select

from hub.network.models import Person
from hub.services.mail import MailAddress


def takes_mail() -> ColumnElement[bool]:
    """SQL over Person: the address was not suspended because mails came back from it."""
    suspended = select(literal(1)).where(MailAddress.address == Person.email, MailAddress.suspended_at.is_not(None))
    return ~suspended.correlate(Person).exists()
