"""File names: metadata for people, never a path on disk."""

import re
import unicodedata

MAXIMUM_BYTES = 255
_FALLBACK = "file"
_SEPARATORS = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_SPACES = re.compile(r"\s+")


def clean_name(raw: str) -> str:
    """A name that is safe to show and to save: last path part, NFC, no control or direction-override characters,
    no leading dot, at most 255 bytes of UTF-8 with the extension kept (Arabic letters take two bytes each).
    """
    name = unicodedata.normalize("NFC", _SEPARATORS.split(raw)[-1])
    name = "".join(char for char in name if char.isspace() or unicodedata.category(char)[0] != "C")
    name = _SPACES.sub(" ", _FORBIDDEN.sub("-", name)).strip().strip(".").strip()
    stem, extension = split_extension(name)
    suffix = f".{extension}" if extension else ""
    return _fit(stem.rstrip() or _FALLBACK, MAXIMUM_BYTES - len(suffix.encode())) + suffix


def split_extension(name: str) -> tuple[str, str]:
    """(`Charte régionale`, `pdf`) of `Charte régionale.PDF`; the extension is lower case, ASCII, or empty."""
    stem, dot, extension = name.rpartition(".")
    if not dot or not re.fullmatch(r"[A-Za-z0-9]{1,10}", extension):
        return name, ""
    return stem, extension.lower()


def _fit(text: str, limit: int) -> str:
    """Cut on a character boundary so that the UTF-8 form fits, without leaving a combining mark's base behind."""
    return text.encode()[:limit].decode(errors="ignore").rstrip()
