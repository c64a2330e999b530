"""What the audit calls the acts of this room."""

from hub.core.locale import LazyString, lazy_gettext

AUDIT_LABELS: dict[str, LazyString] = {
    "accounts.account.erased": lazy_gettext("erased their account"),
    "accounts.directory.changed": lazy_gettext("changed their place in the directory"),
    "accounts.invitation.accepted": lazy_gettext("accepted an invitation"),
    "accounts.invitation.resent": lazy_gettext("sent an invitation again"),
    "accounts.invitation.revoked": lazy_gettext("took back an invitation"),
    "accounts.invitation.sent": lazy_gettext("sent an invitation"),
    "accounts.link.reset_password_sent": lazy_gettext("a link for a new password was asked for"),
    "accounts.link.sign_in_sent": lazy_gettext("a sign-in link was asked for"),
    "accounts.mail.reply_addresses_renewed": lazy_gettext("made new reply addresses"),
    "accounts.mail.resumed": lazy_gettext("had their address written to again"),
    "accounts.password.changed": lazy_gettext("changed their password"),
    "accounts.password.reset": lazy_gettext("set a new password by a link"),
    "accounts.profile.changed": lazy_gettext("changed their profile"),
    "accounts.session.closed": lazy_gettext("signed out"),
    "accounts.session.opened": lazy_gettext("signed in"),
    "accounts.session.revoked": lazy_gettext("signed out one of their devices"),
    "accounts.session.revoked_others": lazy_gettext("signed out their other devices"),
    "accounts.token.made": lazy_gettext("made a token"),
    "accounts.token.revoked": lazy_gettext("revoked a token"),
}
