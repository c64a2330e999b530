"""Writing a mail, in the transaction of what it tells."""

from typing import Any

from flask import current_app

from hub.core.db import DbSession
from hub.core.locale import gettext, ngettext, speaking
from hub.services.mail.models import Mail


def write_mail(session: DbSession, kind: str, to: str, language: str, template: str, **values: Any) -> Mail:
    """Keep a mail (not committed). The template speaks the recipient's language and is plain text: nothing in it is
    escaped. Its first line is the subject, an empty line follows, the rest is the body."""
    with speaking(language):
        written = current_app.jinja_env.get_template(template).render(_=gettext, ngettext=ngettext, **values)
    subject, _, body = written.strip().partition("\n")
    mail = Mail(kind=kind, to=to, language=language, subject=subject.strip(), body=body.strip() + "\n")
    session.add(mail)
    return mail
