"""Where mail goes and who it comes from, read from `HUB_MAIL_URL`, `HUB_MAIL_FROM` and `HUB_MAIL_REPLY_DOMAIN`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import getaddresses
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

from hub.core.loopback import LOOPBACK_HOSTS

NO_REPLIES = "none"
_DOMAIN = re.compile(r"(?=.{1,190}\Z)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*", re.ASCII)
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*/=?^_`{|}~.-]{1,40}", re.ASCII)


class Protection(StrEnum):
    """Of the connection: `TLS` from the first byte, `STARTTLS` or nothing goes, `PLAIN`."""

    PLAIN = "plain"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Who takes outgoing mail. `user` '' sends without signing in."""

    host: str
    port: int
    protection: Protection
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port}, {self.protection})"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """`name`: shown instead of the hub's own, when the operator gives one."""

    name: str
    local_part: str
    domain: str

    @property
    def address(self) -> str:
        return f"{self.local_part}@{self.domain}"


@dataclass(frozen=True, slots=True)
class MailSettings:
    """`server`: None keeps every mail for the administrator. `sender`: the hub's one mailbox. `reply_domain`: mail to any
    address `reply+…` and `bounce+…` there comes to `hub mail receive`; '' when nothing comes in."""

    server: MailServer | None = None
    sender: Mailbox = Mailbox("", "hub", "localhost")
    reply_domain: str = "localhost"


def read_mail_settings(environ: Mapping[str, str], base_url: str) -> MailSettings:
    """Raises ValueError with a sentence an operator can act on; it never repeats a password."""
    sender = _sender(environ.get("HUB_MAIL_FROM", ""), urlsplit(base_url).hostname or "localhost")
    reply_domain = (environ.get("HUB_MAIL_REPLY_DOMAIN") or sender.domain).lower()
    if reply_domain != NO_REPLIES and not _DOMAIN.fullmatch(reply_domain):
        raise ValueError("HUB_MAIL_REPLY_DOMAIN must be the name of a mail domain, or none.")
    raw = environ.get("HUB_MAIL_URL", "")
    return MailSettings(_server(raw) if raw else None, sender, "" if reply_domain == NO_REPLIES else reply_domain)


def _server(raw: str) -> MailServer:
    try:
        parts = urlsplit(raw)
        port = parts.port
    except ValueError as error:
        raise ValueError("HUB_MAIL_URL is not an address: smtp://user:password@host:port.") from error
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("HUB_MAIL_URL must begin with smtp:// or smtps:// and name a host.")
    if parts.path not in {"", "/"} or bool(parts.username) != bool(parts.password):
        raise ValueError("HUB_MAIL_URL must look like smtp://user:password@host:port, a user with a password.")
    protection = _protection(parts.scheme, parts.query, parts.hostname)
    if parts.username and protection is Protection.PLAIN and parts.hostname not in LOOPBACK_HOSTS:
        raise ValueError("HUB_MAIL_URL would send a password in the clear: use smtps:// or starttls=1.")
    usual = {Protection.TLS: 465, Protection.STARTTLS: 587, Protection.PLAIN: 25}[protection]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, port or usual, protection, user, password)


def _protection(scheme: str, query: str, host: str) -> Protection:
    """STARTTLS is required unless the server is on this machine, or `starttls=0` says that the way there is safe."""
    wanted = parse_qs(query, keep_blank_values=True)
    if wanted.keys() - {"starttls"} or (scheme == "smtps" and wanted):
        raise ValueError("HUB_MAIL_URL takes no other option than starttls, and smtps:// none.")
    if scheme == "smtps":
        return Protection.TLS
    chosen = wanted.get("starttls", ["0" if host in LOOPBACK_HOSTS else "1"])[-1]
    if chosen not in {"0", "1"}:
        raise ValueError("In HUB_MAIL_URL starttls must be 0 or 1.")
    return Protection.STARTTLS if chosen == "1" else Protection.PLAIN


def _sender(raw: str, base_host: str) -> Mailbox:
    if not raw:
        return Mailbox("", "hub", base_host if _is_name(base_host) else "localhost")
    mailboxes = getaddresses([raw])
    name, address = mailboxes[0]
    local, _, domain = address.rpartition("@")
    is_one = len(mailboxes) == 1 and not any(ord(char) < 32 for char in raw)
    if not is_one or not _LOCAL_PART.fullmatch(local) or not _DOMAIN.fullmatch(domain.lower()):
        raise ValueError("HUB_MAIL_FROM must be one mailbox: hub@example.org or Name <hub@example.org>.")
    return Mailbox(name, local, domain.lower())


def _is_name(host: str) -> bool:
    """An IP address is no mail domain."""
    return bool(_DOMAIN.fullmatch(host.lower())) and not host.replace(".", "").isdigit()
