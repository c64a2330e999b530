"""Translated messages for templates.

What Jinja's i18n extension offers as new-style gettext (values escaped, the message may hold markup, always a format string),
without its detours: a page asks for a hundred messages.
"""

from typing import Any

from markupsafe import Markup

from hub.core.locale import catalogue


def gettext(text: str, /, **values: Any) -> Markup:
    message = catalogue().gettext(text)
    return Markup(message) % values if "%" in message else Markup(message)


def ngettext(singular: str, plural: str, num: int, /, **values: Any) -> Markup:
    return Markup(catalogue().ngettext(singular, plural, num)) % {"num": num, **values}


def pgettext(context: str, text: str, /, **values: Any) -> Markup:
    return Markup(catalogue().pgettext(context, text)) % values


def npgettext(context: str, singular: str, plural: str, num: int, /, **values: Any) -> Markup:
    return Markup(catalogue().npgettext(context, singular, plural, num)) % {"num": num, **values}
