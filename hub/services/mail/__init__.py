"""Mail: written in the recipient's language, in the transaction of what it tells; sent by a job; answered by mail.

    write_mail(db.session, "forum.reply", person.email, person.language, "forum/mail/reply.txt", person_id=person.id,
               why=lazy_gettext("You follow this topic."), thread=Ref("topic", 12), unsubscribe="kind:forum.reply", …)

Until a mail server is set, mails are kept and shown to the administrator. A template is a `.txt` whose first line is the
subject; a `.html` beside it is its HTML (`mail/layout.html`, `mail/parts.html`, `for_mail(html, language=…)` for cooked
text), else one is made from the plain text. In a `.txt`, names go through the filter `isolated`.

Rooms register what a reply does (`register_reply_handler`) and what an unsubscription ends (`register_unsubscribe`).
"""

from datetime import timedelta

from flask import Blueprint, Flask

from hub.core.locale import lazy_gettext
from hub.core.probes import register_probe
from hub.services.jobs import JobKind, Schedule, register_job, register_schedule
from hub.services.mail import bouncing
from hub.services.mail.commands import mail_commands
from hub.services.mail.delivering import Outage, deliver
from hub.services.mail.health import check_mail
from hub.services.mail.isolating import isolated
from hub.services.mail.models import Mail, MailAddress, MailState
from hub.services.mail.paragraphs import paragraphs
from hub.services.mail.replies.handlers import CalendarReply, Reply, register_calendar_handler, register_reply_handler
from hub.services.mail.special_addresses import end_reply_addresses
from hub.services.mail.tidying import tidy
from hub.services.mail.unsubscribing import Unsubscription, register_unsubscribe
from hub.services.mail.writing import DELIVER, hand_over, write_mail

__all__ = [
    "CalendarReply",
    "Mail",
    "MailAddress",
    "MailState",
    "Reply",
    "Unsubscription",
    "bouncing",
    "end_reply_addresses",
    "hand_over",
    "init_app",
    "isolated",
    "paragraphs",
    "register_calendar_handler",
    "register_reply_handler",
    "register_unsubscribe",
    "write_mail",
]

TIDY = JobKind(name="mail.tidy", run=tidy)
DELIVERY = JobKind(name=DELIVER, run=deliver)
TIDY_DAILY = Schedule(name="mail.tidy", job="mail.tidy", every=timedelta(days=1), offset=timedelta(hours=3))


def init_app(app: Flask) -> None:
    app.extensions["mail"] = Outage()
    app.jinja_env.filters["isolated"] = isolated
    app.register_blueprint(Blueprint("mail_templates", __name__, template_folder="templates"))
    app.cli.add_command(mail_commands)
    register_job(DELIVERY)
    register_job(TIDY)
    register_schedule(TIDY_DAILY)
    register_probe("mail", lazy_gettext("Mail server"), check_mail)
