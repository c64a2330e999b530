"""What stands round every page and hardly ever differs: drawn once for each language and kept, so that a page pays for
its own content only. What depends on the address is put in afterwards."""

from functools import cache
from urllib.parse import urlencode

from flask import Flask, current_app, request
from markupsafe import Markup, escape

from hub.core.locale import current_language
from hub.web.addresses import own_path
from hub.web.navigation import main_parts, other_parts
from hub.web.theme import ARGUMENT, theme_mode

HERE = "@@here@@"
"""Stands in the kept markup for this page's address, up to the value of the argument that a link changes."""


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        editor_kit=editor_kit,
        inbox_mark=inbox_mark,
        language_menu=language_menu,
        parts_navigation=parts_navigation,
        site_footer=site_footer,
        theme_choice=theme_choice,
    )
    _draw.cache_clear()


def parts_navigation() -> Markup:
    """The four parts and what draws from all of them; the one that is open is marked."""
    path = request.path
    addresses = [address for address, _, _ in (*main_parts(), *other_parts())]
    open_part = next((address for address in addresses if path.startswith(address)), "")
    return _draw("parts", current_language().code, open_part, path == open_part)


def inbox_mark(unread: int) -> Markup:
    """The sign of the inbox with its number, which above 99 is always drawn the same."""
    return _draw("inbox", current_language().code, min(unread, 100))


def language_menu() -> Markup:
    """Each language by its own name, leading to this page in it."""
    return _here(_draw("languages", current_language().code), "lang")


def theme_choice() -> Markup:
    """Light, dark or as the system says, each leading to this page."""
    return _here(_draw("theme", current_language().code, theme_mode()), ARGUMENT)


def site_footer() -> Markup:
    """The foot of the page, with the choice of appearance."""
    return _here(_draw("footer", current_language().code, theme_mode()), ARGUMENT)


def editor_kit() -> Markup:
    """What the script of the editor puts round a text field; written into the form, next to the field."""
    return _draw("editor", current_language().code)


@cache
def _draw(name: str, _language: str, *state: str | bool | int) -> Markup:
    template = current_app.jinja_env.get_template(f"web/chrome/{name}.html")
    return Markup(template.render(here=HERE, language=current_language(), state=state))  # noqa: S704 - a rendered template


def _here(drawn: Markup, argument: str) -> Markup:
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != argument]
    query = urlencode(kept)
    address = f"{own_path()}?{query}{'&' if query else ''}{argument}="
    return Markup(drawn.replace(HERE, escape(address)))  # noqa: S704 - both sides are escaped already
