"""Settings are checked before anything starts."""

from pathlib import Path

import pytest

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


def test_the_data_folder_is_for_its_owner(tmp_path: Path) -> None:
    Settings.from_environ({"HUB_DATA_DIR": str(tmp_path / "new" / "var")})
    assert (tmp_path / "new" / "var").stat().st_mode & 0o777 == 0o700


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnsafeSetting, match="HUB_DATA_DIR"):
        Settings.from_environ({"HUB_DATA_DIR": str(tmp_path / "file" / "var")})
