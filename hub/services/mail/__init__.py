"""Mail: written in the recipient's language. Until a mail server is set, mails are kept and shown to the administrator."""

from hub.services.mail.models import Mail
from hub.services.mail.writing import write_mail

__all__ = ["Mail", "write_mail"]
