"""Settings are checked before anything starts."""

from pathlib import Path

import pytest

from hub.core.mail_settings import MailServer, Protection
from hub.core.settings import Settings, UnsafeSetting


def environ(tmp_path: Path, **changes: str) -> dict[str, str]:
    return {"HUB_DATA_DIR": str(tmp_path), **changes}


def test_the_secret_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first = Settings.from_environ(environ(tmp_path))
    assert Settings.from_environ(environ(tmp_path)).secret_key == first.secret_key
    assert len(first.secret_key) >= 32
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "changes",
    [
        {"PORT": "http"},
        {"PORT": "0"},
        {"HUB_DEMO": "yes"},
        {"HUB_SECRET_KEY": "short"},
        {"HUB_DATABASE_URL": "mysql://localhost/hub"},
        {"HUB_BASE_URL": "hub.example.org"},
        {"HUB_BASE_URL": "https://hub.example.org"},  # with the demo's published password
        {"HUB_DEMO": "1", "HUB_HOST": "0.0.0.0"},  # noqa: S104 - refused
        {"HUB_DEMO": "0", "HUB_BASE_URL": "http://hub.example.org"},
        {"HUB_PROXIES": "-1"},
        {"HUB_REDIS_URL": "localhost:6379"},
        {"HUB_REDIS_URL": "redis://"},
        {"HUB_REDIS_URL": "redis://localhost:99999"},
        {"HUB_REDIS_URL": "http://localhost:6379"},
        {"HUB_REDIS_URL": "unix:"},
        {"HUB_JOB_LEASE": "1"},
        {"HUB_RUNNER": "no"},
        {"HUB_LIVE": "maybe"},
        {"HUB_SOCKETS": "0"},
        {"HUB_WORKERS": "2"},
        {"HUB_MAIL_URL": "http://mail.example.org"},
        {"HUB_MAIL_URL": "smtp://"},
        {"HUB_MAIL_URL": "smtp://mail.example.org:99999"},
        {"HUB_MAIL_URL": "smtp://user@mail.example.org"},
        {"HUB_MAIL_URL": "smtp://mail.example.org/inbox"},
        {"HUB_MAIL_URL": "smtp://mail.example.org?tls=1"},
        {"HUB_MAIL_URL": "smtp://mail.example.org?starttls=maybe"},
        {"HUB_MAIL_URL": "smtps://mail.example.org?starttls=1"},
        {"HUB_MAIL_URL": "smtp://user:open@mail.example.org?starttls=0"},
        {"HUB_MAIL_FROM": "the hub"},
        {"HUB_MAIL_FROM": "hub@example.org\r\nBcc: all@example.org"},
        {"HUB_MAIL_FROM": "hub@example.org, other@example.org"},
        {"HUB_MAIL_REPLY_DOMAIN": "reply@example.org"},
    ],
)
def test_what_is_malformed_or_unsafe_is_refused(tmp_path: Path, changes: dict[str, str]) -> None:
    with pytest.raises(UnsafeSetting):
        Settings.from_environ(environ(tmp_path, **changes))


def test_a_production_setting_is_accepted(tmp_path: Path) -> None:
    settings = Settings.from_environ(
        environ(
            tmp_path,
            HUB_DEMO="0",
            HUB_BASE_URL="https://hub.example.org/",
            HUB_HOST="0.0.0.0",  # noqa: S104
            HUB_DATABASE_URL="postgresql://hub@db/hub",
            HUB_PROXIES="1",
        )
    )
    assert settings.base_url == "https://hub.example.org"
    assert settings.is_secure
    assert settings.database_url == "postgresql+psycopg://hub@db/hub"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://127.0.0.1:1025", MailServer("127.0.0.1", 1025, Protection.PLAIN)),
        ("smtp://mail.example.org", MailServer("mail.example.org", 587, Protection.STARTTLS)),
        ("smtp://mail.example.org?starttls=0", MailServer("mail.example.org", 25, Protection.PLAIN)),
        ("smtp://localhost?starttls=1", MailServer("localhost", 587, Protection.STARTTLS)),
        ("smtps://hub:p%40ss@mail.example.org", MailServer("mail.example.org", 465, Protection.TLS, "hub", "p@ss")),
    ],
)
def test_a_mail_server_elsewhere_is_spoken_to_under_tls_unless_told_otherwise(
    tmp_path: Path, url: str, server: MailServer
) -> None:
    assert Settings.from_environ(environ(tmp_path, HUB_MAIL_URL=url)).mail.server == server


def test_the_hubs_mailbox_follows_its_address_unless_it_is_set(tmp_path: Path) -> None:
    production = {"HUB_DEMO": "0", "HUB_BASE_URL": "https://hub.example.org"}
    follows = Settings.from_environ(environ(tmp_path, **production)).mail
    assert (follows.sender.address, follows.reply_domain, follows.server) == (
        "hub@hub.example.org",
        "hub.example.org",
        None,
    )
    own = {"HUB_MAIL_FROM": "Réseau <reseau@Example.org>", "HUB_MAIL_REPLY_DOMAIN": "none"}
    chosen = Settings.from_environ(environ(tmp_path, **production, **own)).mail
    assert (chosen.sender.name, chosen.sender.address, chosen.reply_domain) == ("Réseau", "reseau@example.org", "")


def test_a_password_is_not_printed() -> None:
    assert "secret" not in repr(MailServer("mail.example.org", 465, Protection.TLS, "hub", "secret"))


def test_the_data_folder_is_for_its_owner(tmp_path: Path) -> None:
    Settings.from_environ({"HUB_DATA_DIR": str(tmp_path / "new" / "var")})
    assert (tmp_path / "new" / "var").stat().st_mode & 0o777 == 0o700


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnsafeSetting, match="HUB_DATA_DIR"):
        Settings.from_environ({"HUB_DATA_DIR": str(tmp_path / "file" / "var")})
