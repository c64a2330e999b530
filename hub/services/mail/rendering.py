"""From a template to subject, plain text and HTML in the recipient's language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import current_app
from jinja2 import TemplateNotFound
from markupsafe import Markup

from hub.core.locale import Language, gettext, ngettext, npgettext, pgettext
from hub.core.settings import Settings
from hub.services.mail.embedding import for_mail
from hub.services.mail.isolating import direction_of_letters, without_idle_isolates
from hub.services.mail.paragraphs import blocks, paragraphs

SUBJECT_LIMIT = 300
SIGNATURE_LINE = "-- "
"""What mail programs cut from the quote when somebody answers (RFC 3676 section 4.3)."""

_LINK = Markup('<a class="link" href="{0}" dir="ltr" style="color:#0a5c58;text-decoration:underline">{0}</a>')


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the foot. In plain text the address follows the words."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    body: str
    html: str


def render_mail(
    template: str, language: Language, why: str, closing: Sequence[Line], values: dict[str, Any]
) -> Rendered:
    """`template`: a `.txt`; a `.html` beside it is its HTML, else the plain text is set as one. The language must be spoken."""
    settings: Settings = current_app.config["HUB"]
    given = {"language": language, "direction": language.direction, "base_url": settings.base_url, **values}
    plain = {"_": gettext, "gettext": gettext, "ngettext": ngettext, "npgettext": npgettext, "pgettext": pgettext}
    written = current_app.jinja_env.get_template(template).render(**plain, **given)
    first, _, rest = without_idle_isolates(written.strip()).partition("\n")
    subject, body = " ".join(first.split())[:SUBJECT_LIMIT], re.sub(r"\n{3,}", "\n\n", rest.strip())
    footer = _footer(settings, why, closing)
    html = _html(template, given | {"subject": subject, "footer": footer}, body)
    return Rendered(subject, f"{body}\n\n{SIGNATURE_LINE}\n{_as_text(footer)}\n", html)


def _footer(settings: Settings, why: str, closing: Sequence[Line]) -> list[Line]:
    own = Line(gettext("Regions Network – Migration"), settings.base_url + "/")
    return [*([Line(why)] if why else []), *closing, own]


def _as_text(lines: Sequence[Line]) -> str:
    colon = pgettext("between a field and its error", ": ")
    return without_idle_isolates("\n".join(colon.join(filter(None, (line.text, line.href))) for line in lines))


def _html(template: str, values: dict[str, Any], body: str) -> str:
    environment = current_app.jinja_env
    embed = partial(for_mail, base_url=values["base_url"])
    try:
        own = environment.get_template(template.removesuffix(".txt") + ".html")
    except TemplateNotFound:
        own = environment.get_template("mail/plain.html")
        directions = [direction_of_letters(block, values["direction"]) for block in blocks(body)]
        values = values | {"body": zip(paragraphs(body, _LINK), directions, strict=True)}
    return own.render(**values, for_mail=embed)
