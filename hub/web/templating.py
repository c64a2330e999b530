"""What every template may call."""

from typing import Any
from urllib.parse import urlencode

from flask import Flask, g, get_flashed_messages, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from hub.core import clock, locale
from hub.core.access import Permission, may
from hub.core.multilingual import MultilingualText
from hub.web import messages
from hub.web.addresses import own_path
from hub.web.identity import current_actor, current_identity, unread_count


def init_app(app: Flask) -> None:
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.newstyle_gettext = True  # type: ignore[attr-defined]
    app.jinja_env.globals.update(
        LANGUAGES=locale.LANGUAGES,
        _=messages.gettext,
        between_items=locale.between_items,
        gettext=messages.gettext,
        ngettext=messages.ngettext,
        npgettext=messages.npgettext,
        pgettext=messages.pgettext,
        Permission=Permission,
        csrf_token=generate_csrf,
        get_flashed_messages=get_flashed_messages,
        here=here,
        unread_count=unread_count,
        utc_offset=clock.utc_offset,
        utcnow=clock.utcnow,
    )
    app.jinja_env.filters.update(
        date=locale.format_date,
        datetime=locale.format_datetime,
        local=local_text,
        number=locale.format_number,
        time=locale.format_time,
        at_zone=clock.local,
    )
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    actor = current_actor()
    return {
        "actor": actor,
        "identity": current_identity(),
        "language": locale.current_language(),
        "may": lambda permission, subject=None: may(actor, permission, subject),
        "request_id": g.get("request_id", ""),
    }


def here(**changes: str | None) -> str:
    """This page's address with some query arguments changed (None removes one)."""
    if "own_query" not in g:  # a page of facets asks dozens of times
        g.own_query = [(name, urlencode({name: value})) for name, value in request.args.items(multi=True)]
    kept = [encoded for name, encoded in g.own_query if name not in changes]
    changed = [urlencode({name: value}) for name, value in changes.items() if value is not None]
    query = "&".join((*kept, *changed))
    return own_path() + (f"?{query}" if query else "")


def local_text(value: MultilingualText) -> Markup:
    """The best text for the reader, marked with its language and direction when it is not the page's."""
    text, code = value.best()
    if code == locale.current_language().code:
        return escape(text)
    direction = locale.LANGUAGES[code].direction if code in locale.LANGUAGES else "ltr"
    return Markup('<span lang="{}" dir="{}">{}</span>').format(code, direction, text)
