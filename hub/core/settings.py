"""Typed settings, read once from the environment and checked before anything starts."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from hub.core.file_settings import FileSettings, read_file_settings
from hub.core.loopback import LOOPBACK_HOSTS
from hub.core.mail_settings import MailSettings, read_mail_settings

MINIMUM_SECRET_LENGTH = 32
PROJECT_ROOT = Path(__file__).resolve().parents[2]


class LiveMode(StrEnum):
    """Who serves the sockets of live updates: the web workers, `hub live`, or nobody."""

    EMBEDDED = "embedded"
    SEPARATE = "separate"
    OFF = "off"


class UnsafeSetting(ValueError):
    """A setting that is malformed or that would expose the hub; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator can choose. Build it with `Settings.from_environ`."""

    data_dir: Path
    database_url: str
    base_url: str
    secret_key: str
    host: str
    port: int
    demo: bool
    workers: int
    threads: int
    upload_limit: int
    proxies: int = 0
    redis_url: str | None = None
    job_lease: int = 60
    runner: bool = True
    live: LiveMode = LiveMode.EMBEDDED
    live_port: int = 8001
    sockets: int = 500
    api_token_rate: int = 600
    api_address_rate: int = 120
    mail: MailSettings = field(default_factory=MailSettings)
    files: FileSettings = field(default_factory=FileSettings)
    local_webhooks: bool = False
    testing: bool = False

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        data_dir = _folder(Path(environ.get("HUB_DATA_DIR") or PROJECT_ROOT / "var").resolve())
        host = environ.get("HUB_HOST") or "127.0.0.1"
        port = _whole_number(environ, "PORT", default=8000, lowest=1, highest=65535)
        base_url = (environ.get("HUB_BASE_URL") or f"http://127.0.0.1:{port}").rstrip("/")
        settings = cls(
            data_dir=data_dir,
            database_url=_database_url(environ.get("HUB_DATABASE_URL"), data_dir),
            base_url=base_url,
            secret_key=environ.get("HUB_SECRET_KEY") or _kept_secret(data_dir / "secret_key"),
            host=host,
            port=port,
            demo=_switch(environ, "HUB_DEMO", default=True),
            workers=_whole_number(environ, "HUB_WORKERS", default=1, lowest=1, highest=64),
            threads=_whole_number(environ, "HUB_THREADS", default=8, lowest=1, highest=256),
            upload_limit=_whole_number(environ, "HUB_UPLOAD_LIMIT", default=25_000_000, lowest=1_000, highest=2**31),
            proxies=_whole_number(environ, "HUB_PROXIES", default=0, lowest=0, highest=8),
            redis_url=_redis_url(environ.get("HUB_REDIS_URL")),
            job_lease=_whole_number(environ, "HUB_JOB_LEASE", default=60, lowest=2, highest=3600),
            runner=_switch(environ, "HUB_RUNNER", default=True),
            live=_live(environ.get("HUB_LIVE")),
            live_port=_whole_number(environ, "HUB_LIVE_PORT", default=port + 1, lowest=1, highest=65535),
            sockets=_whole_number(environ, "HUB_SOCKETS", default=500, lowest=1, highest=20_000),
            api_token_rate=_whole_number(environ, "HUB_API_TOKEN_RATE", default=600, lowest=1, highest=1_000_000),
            api_address_rate=_whole_number(environ, "HUB_API_ADDRESS_RATE", default=120, lowest=1, highest=1_000_000),
            mail=_mail(environ, base_url),
            files=_files(environ),
        )
        settings.check()
        return settings

    def check(self) -> None:
        """Refuse what would be unsafe. Raises UnsafeSetting with a sentence an operator can act on."""
        if len(self.secret_key) < MINIMUM_SECRET_LENGTH:
            raise UnsafeSetting(f"HUB_SECRET_KEY is shorter than {MINIMUM_SECRET_LENGTH} characters.")
        if self.live is LiveMode.EMBEDDED and self.workers > 1 and not self.redis_url:
            raise UnsafeSetting(
                "HUB_WORKERS above 1 needs HUB_REDIS_URL, so that live updates reach the pages of every worker; or set"
                " HUB_LIVE=off."
            )
        address = urlsplit(self.base_url)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise UnsafeSetting(f"HUB_BASE_URL must be a full http(s) address, not {self.base_url!r}.")
        is_local = address.hostname in LOOPBACK_HOSTS and self.host in LOOPBACK_HOSTS
        if self.demo and not is_local:
            raise UnsafeSetting(
                "HUB_DEMO=1 opens accounts with a published password: it is served on loopback only. Set HUB_DEMO=0."
            )
        if not is_local and address.scheme != "https":
            raise UnsafeSetting("HUB_BASE_URL must begin with https:// when the hub is not on loopback.")

    @property
    def is_secure(self) -> bool:
        """True when cookies may be marked Secure."""
        return self.base_url.startswith("https://")

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")


def _whole_number(environ: Mapping[str, str], name: str, *, default: int, lowest: int, highest: int) -> int:
    raw = environ.get(name) or str(default)
    if not raw.isdecimal() or not lowest <= int(raw) <= highest:
        raise UnsafeSetting(f"{name} must be a whole number from {lowest} to {highest}, not {raw!r}.")
    return int(raw)


def _switch(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    raw = environ.get(name) or ("1" if default else "0")
    if raw not in {"0", "1"}:
        raise UnsafeSetting(f"{name} must be 0 or 1, not {raw!r}.")
    return raw == "1"


def _database_url(raw: str | None, data_dir: Path) -> str:
    """SQLAlchemy address; `postgresql://` is served by psycopg 3."""
    if not raw:
        return f"sqlite:///{data_dir / 'hub.sqlite3'}"
    if raw.startswith("sqlite:///"):
        return raw
    for prefix in ("postgresql://", "postgres://"):
        if raw.startswith(prefix):
            return "postgresql+psycopg://" + raw.removeprefix(prefix)
    raise UnsafeSetting("HUB_DATABASE_URL must begin with postgresql:// or sqlite:///.")


def _mail(environ: Mapping[str, str], base_url: str) -> MailSettings:
    try:
        return read_mail_settings(environ, base_url)
    except ValueError as error:
        raise UnsafeSetting(str(error)) from error


def _files(environ: Mapping[str, str]) -> FileSettings:
    try:
        return read_file_settings(environ)
    except ValueError as error:
        raise UnsafeSetting(str(error)) from error


def _live(raw: str | None) -> LiveMode:
    try:
        return LiveMode(raw or LiveMode.EMBEDDED)
    except ValueError:
        raise UnsafeSetting(f"HUB_LIVE must be {', '.join(LiveMode)}, not {raw!r}.") from None


def _redis_url(raw: str | None) -> str | None:
    """The address may hold a password: it is not repeated."""
    if not raw:
        return None
    try:
        address = urlsplit(raw)
        has_place = address.path if address.scheme == "unix" else address.hostname and address.port != 0
    except ValueError:
        has_place = None
    if not has_place or address.scheme not in {"redis", "rediss", "unix"}:
        raise UnsafeSetting("HUB_REDIS_URL must be redis://host:port/number, rediss://… or unix:///path.")
    return raw


def _folder(path: Path) -> Path:
    """Made when missing, for its owner only: it holds mails and password hashes."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UnsafeSetting(f"HUB_DATA_DIR cannot be used: {error}.") from error
    return path


def _kept_secret(path: Path) -> str:
    """Read the secret kept in the data folder, or make it, readable by its owner only."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()
