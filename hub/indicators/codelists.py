"""Code lists of the observations, in three languages, from `hub/data/observation_codes.yaml`. Read once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

AREAS = ("total", "urban", "rural")
SEXES = ("all", "f", "m")
NATION = "MA"
LOAD_BASE = "jeu de charge, valeurs inventées"
STATUSES = ("A", "P", "E", "B", "U", "Q", "M", "L", "Z")
EDITION = re.compile(r"(?<=RGPH )\d{4}")


@dataclass(frozen=True)
class Unit:
    """`measure`: count, rate, mean, gap, level or amount. `people`: small values must not be shown."""

    code: str
    measure: str
    people: bool
    names: Mapping[str, str]

    @property
    def is_count(self) -> bool:
        return self.measure in {"count", "amount"}


@dataclass(frozen=True)
class Breakdown:
    """A category other than sex and area; those of one `scheme` may add up to the total."""

    code: str
    scheme: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Place:
    """A city or prefecture, inside a region."""

    code: str
    region: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class BaseName:
    family: str | None
    names: Mapping[str, str]


def names_of(entry: Mapping[str, Any]) -> Mapping[str, str]:
    return MappingProxyType({language: str(entry[language]) for language in ("fr", "en", "ar")})


def read_yaml(name: str) -> Any:
    return yaml.load(files("hub.data").joinpath(name).read_text("utf-8"), Loader=yaml.CSafeLoader)


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Any]:
    return MappingProxyType(read_yaml("observation_codes.yaml"))


@lru_cache(maxsize=1)
def units() -> Mapping[str, Unit]:
    return {
        entry["code"]: Unit(entry["code"], entry["measure"], bool(entry.get("people")), names_of(entry))
        for entry in _lists()["units"]
    }


@lru_cache(maxsize=1)
def unit_codes() -> Mapping[str, str]:
    """French unit of the data files to code."""
    return {unit.names["fr"]: unit.code for unit in units().values()}


@lru_cache(maxsize=1)
def breakdowns() -> Mapping[str, Breakdown]:
    return {
        str(entry["code"]): Breakdown(str(entry["code"]), entry["scheme"], names_of(entry))
        for entry in _lists()["breakdowns"]
    }


@lru_cache(maxsize=1)
def breakdown_codes() -> Mapping[str, str]:
    """French label of the data files to code."""
    return {entry.names["fr"]: entry.code for entry in breakdowns().values()}


@lru_cache(maxsize=1)
def places() -> Mapping[str, Place]:
    return {entry["code"]: Place(entry["code"], entry["region"], names_of(entry)) for entry in _lists()["places"]}


@lru_cache(maxsize=1)
def _bases() -> Mapping[str, BaseName]:
    return {entry["fr"]: BaseName(entry.get("family"), names_of(entry)) for entry in _lists()["bases"]}


@lru_cache(maxsize=1024)
def base_family(base: str) -> str | None:
    """The family within which values of different periods may be subtracted; None: never.

    A base nobody described yet is its own family: only the very same words compare.
    """
    known = _bases().get(EDITION.sub("{year}", base))
    return known.family if known else base


@lru_cache(maxsize=1024)
def base_name(base: str, language: str) -> tuple[str, str]:
    """The base in a language, and the language it is really in (French when it has no translation)."""
    known = _bases().get(EDITION.sub("{year}", base))
    if known is None:
        return base, "fr"
    edition = EDITION.search(base)
    return known.names[language].replace("{year}", edition[0] if edition else ""), language
