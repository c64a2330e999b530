"""Light, dark or as the reader's system says. The choice is this device's: a cookie, so that the first byte of a page
knows it and nothing flashes; the mode in a person's settings is the default on devices without the cookie."""

from flask import Flask, Response, request

from hub.core.locale import pgettext
from hub.web.api.asking import is_api_request
from hub.web.identity import current_identity

COOKIE = "theme"
ARGUMENT = "appearance"
"""Its name in an address; `theme` there is a subject of the network's work, on several pages."""

MODES = ("auto", "light", "dark")
ONE_YEAR = 31_536_000


def init_app(app: Flask) -> None:
    app.after_request(_remember)
    app.jinja_env.globals.update(theme_mode=theme_mode, theme_choices=theme_choices)


def theme_mode() -> str:
    """The mode of this page: asked for in the address, else this device's, else the person's."""
    identity = current_identity()
    candidates = (request.args.get(ARGUMENT), request.cookies.get(COOKIE), identity.theme_mode if identity else None)
    return next((mode for mode in candidates if mode in MODES), "auto")


def theme_choices() -> list[tuple[str, str, str]]:
    """(mode, icon, label) of each choice."""
    return [
        ("auto", "system", pgettext("appearance", "Automatic")),
        ("light", "light", pgettext("appearance", "Light")),
        ("dark", "dark", pgettext("appearance", "Dark")),
    ]


def _remember(response: Response) -> Response:
    """Keep a choice made by a link (`?appearance=dark`) or in the settings form. What was refused is not read again."""
    if response.status_code >= 400 or is_api_request():
        return response
    chosen = request.args.get(ARGUMENT) or (request.form.get("theme_mode") if request.method == "POST" else None)
    if chosen in MODES:
        response.set_cookie(COOKIE, chosen, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure)
    return response
