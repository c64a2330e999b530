"""Email addresses and handles of people."""

import re

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select

from hub.core.db import DbSession
from hub.core.errors import Invalid
from hub.core.ids import slugify
from hub.core.locale import gettext
from hub.network.models import Person

HANDLE = re.compile(r"^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$")


def clean_email(text: str) -> str:
    """Lower case, checked in form only. Raises Invalid for `email`."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise Invalid({"email": gettext("This is not a complete email address.")}) from error


def free_handle(session: DbSession, name: str, email: str) -> str:
    """A handle nobody has, from the name when it is in Latin letters, else from the address."""
    wanted = slugify(name, 36)
    if not HANDLE.match(wanted):
        wanted = re.sub(r"[^a-z0-9]+", "-", email.partition("@")[0].lower()).strip("-")[:36]
    if not HANDLE.match(wanted):
        wanted = f"member-{wanted}".strip("-")
    taken = set(session.scalars(select(Person.handle).where(Person.handle.startswith(wanted, autoescape=True))))
    if wanted not in taken:
        return wanted
    return next(candidate for n in range(2, len(taken) + 3) if (candidate := f"{wanted}-{n}") not in taken)
