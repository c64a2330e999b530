"""Shapes that several rooms answer with."""

from collections.abc import Mapping
from dataclasses import dataclass

from hub.core.multilingual import MultilingualText
from hub.web.addresses import absolute


@dataclass(frozen=True, slots=True)
class Limits:
    """For `Annotated`: bounds that are checked when a value is read and told in the document. `longest`: characters or
    items; `least`, `most`: of a number; `choices`: the only values."""

    longest: int | None = None
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """A short text in the languages in which it exists."""

    fr: str = ""
    ar: str = ""
    en: str = ""

    @classmethod
    def of(cls, text: Mapping[str, str]) -> "Texts":
        return cls(**{code: text.get(code, "") for code in ("fr", "ar", "en")})

    def multilingual(self) -> MultilingualText:
        texts = {"fr": self.fr, "ar": self.ar, "en": self.en}
        return MultilingualText({code: text for code, text in texts.items() if text})


@dataclass(frozen=True, slots=True)
class Named:
    """A region or a theme."""

    code: str
    name: Texts


def named(names: Mapping[str, MultilingualText]) -> list[Named]:
    return [Named(code, Texts.of(name)) for code, name in names.items()]


@dataclass(frozen=True, slots=True)
class Made:
    """What an act made or changed: its number, and the address of its page."""

    id: int
    address: str

    @classmethod
    def at(cls, id_: int, path: str) -> "Made":
        return cls(id_, absolute(path))
