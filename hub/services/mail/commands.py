"""`hub mail …`"""

from flask.cli import AppGroup

mail_commands = AppGroup("mail", help="Incoming mail.")
