"""What a password must be. Length counts, not exotic characters; what everybody tries first is refused."""

from functools import cache
from importlib import resources

from hub.core.errors import Invalid
from hub.core.locale import gettext

SHORTEST = 12
LONGEST = 200
FEWEST_DIFFERENT = 6


def check_new_password(password: str, *, email: str = "", name: str = "") -> None:
    """Raises Invalid for `new_password`."""
    message = _problem(password, email.lower(), name.lower())
    if message:
        raise Invalid({"new_password": message})


def _problem(password: str, email: str, name: str) -> str | None:
    plain = password.strip().lower()
    if len(password) < SHORTEST:
        return gettext("Use at least %(num)s characters: a short sentence is easy to remember.", num=SHORTEST)
    if len(password) > LONGEST:
        return gettext("Use at most %(num)s characters.", num=LONGEST)
    if email and plain in {email, email.partition("@")[0], email.replace("@", "")}:
        return gettext("The password must not be your email address.")
    if name and plain.replace(" ", "") == name.replace(" ", ""):
        return gettext("The password must not be your name.")
    if len(set(plain)) < FEWEST_DIFFERENT:
        return gettext("This repeats the same few characters. Choose something less regular.")
    if plain in common_passwords():
        return gettext("This is one of the passwords that are tried first. Choose another one.")
    return None


@cache
def common_passwords() -> frozenset[str]:
    """Well-known passwords of at least twelve characters, lower case."""
    text = (resources.files("hub.accounts") / "common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
