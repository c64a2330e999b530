"""Catalogues: extracted room by room, compiled into one.

The msgid is the English text. `translations/<language>/LC_MESSAGES/<room>.po` holds what the room under `hub/` of that name
says; the same msgid has the same translation in every room, or carries a context. English is its own catalogue.
"""

import io
import os
from collections.abc import Collection, Iterator
from pathlib import Path

import click
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from hub.core.locale import LANGUAGES
from hub.core.settings import PROJECT_ROOT

TRANSLATIONS = PROJECT_ROOT / "translations"
SOURCE_LANGUAGE = "en"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2")]
OPTIONS = {"**/templates/**": {"trimmed": "true", "encoding": "utf-8"}}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "en": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
}


class Contradiction(click.ClickException):
    """Two rooms translate the same message differently."""


def rooms() -> Iterator[Path]:
    """The rooms' folders; a room is named as its folder."""
    top = PROJECT_ROOT / "hub"
    for folder in sorted(path for path in top.iterdir() if path.is_dir() and (path / "__init__.py").exists()):
        if folder.name not in {"data", "migrations"}:
            yield folder


def extract(only: Collection[str] = ()) -> None:
    """Bring the catalogues (of some rooms only, if named) up to date with the code; translations are kept, unused
    messages dropped."""
    for folder in rooms():
        if only and folder.name not in only:
            continue
        template = Catalog(charset="utf-8")
        for filename, _line, message, comments, context in extract_from_dir(
            folder, METHODS, OPTIONS, KEYWORDS, ("Translators:",)
        ):
            template.add(message, None, [(f"hub/{folder.name}/{filename}", 0)], auto_comments=comments, context=context)
        for code in LANGUAGES:
            _update(TRANSLATIONS / code / "LC_MESSAGES" / f"{folder.name}.po", code, template)


def _update(path: Path, code: str, template: Catalog) -> None:
    catalog = read_catalog(path, code)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    if code == SOURCE_LANGUAGE:
        for message in catalog:
            if message.id:
                message.string = message.id
    if not len(catalog):
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=110, sort_output=True, omit_header=True, include_lineno=False)
    path.write_bytes(_header(code) + buffer.getvalue())


def _header(code: str) -> bytes:
    return (
        'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {code}\\n"\n"Plural-Forms: {PLURAL_FORMS[code]}\\n"\n\n'
    ).encode()


def read_catalog(path: Path, code: str) -> Catalog:
    """A room's catalogue; empty when the file does not exist."""
    if not path.exists():
        return read_po(io.BytesIO(_header(code)), locale=code)
    with path.open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def merged(code: str) -> Catalog:
    """Every room's messages in one catalogue. Raises Contradiction."""
    whole = read_po(io.BytesIO(_header(code)), locale=code)
    for path in sorted((TRANSLATIONS / code / "LC_MESSAGES").glob("*.po")):
        for message in read_catalog(path, code):
            if not message.id:
                continue
            known = whole.get(message.id, message.context)
            if known is None:
                whole.add(message.id, message.string, context=message.context)
            elif not _is_translated(known):
                known.string = message.string
            elif _is_translated(message) and known.string != message.string:
                raise Contradiction(f"{path}: {message.id!r} is {message.string!r} here and {known.string!r} elsewhere")
    return whole


def _is_translated(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def compile_catalogues() -> None:
    """Write `messages.mo` of each language: whole, or not at all."""
    for code, catalog in {code: merged(code) for code in LANGUAGES}.items():
        path = TRANSLATIONS / code / "LC_MESSAGES" / "messages.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        with unfinished.open("wb") as file:
            write_mo(file, catalog)
        unfinished.replace(path)


@click.group("i18n")
def i18n_commands() -> None:
    """Catalogues of the interface."""


@i18n_commands.command("extract")
@click.argument("rooms", nargs=-1)
def extract_command(rooms: tuple[str, ...]) -> None:
    """Update the catalogues from the code (of ROOMS only, if named)."""
    extract(rooms)


@i18n_commands.command("compile")
def compile_command() -> None:
    """Compile the catalogues."""
    compile_catalogues()
