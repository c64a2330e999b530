"""The indicators the hub knows: 42 sheets of the guide, 29 census comparators, and the migration facts that measure
something no sheet defines. Reference data ships with the code and changes only with it, so it is read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from hub.indicators.codelists import Unit, names_of, read_yaml, unit_codes, units

GUIDE, COMPARATOR, FACT = "guide", "comparator", "fact"


@dataclass(frozen=True)
class Group:
    """A domain of the guide, or a heading of the other two natures."""

    code: str
    nature: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """What the guide says about an indicator beyond its name. Only names and definitions are translated there;
    formula, source, limits and correspondences exist in French."""

    definitions: Mapping[str, str]
    formula: str
    disaggregation: tuple[str, ...]
    source: str
    periodicity: str
    data_tier: str
    correspondence: Mapping[str, str | None]
    limits: str
    scale: str
    has_proposed_arabic: bool = True


@dataclass(frozen=True)
class Indicator:
    """`decimals=None`: print each value as precisely as its source. `see`: the nearest sheet, or the comparator."""

    code: str
    nature: str
    group: Group
    names: Mapping[str, str]
    unit: Unit
    direction: str
    rankable: bool
    sensitive: bool = False
    decimals: int | None = None
    see: str | None = None
    base: str = ""
    sheet: Sheet | None = None

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["fr"]

    @property
    def measure(self) -> str:
        return self.unit.measure

    @property
    def counts_people(self) -> bool:
        return self.unit.people


@dataclass(frozen=True)
class FactLabel:
    """What a label of migration_facts.csv stands for."""

    code: str
    breakdown: str = ""


@dataclass(frozen=True)
class Catalogue:
    indicators: Mapping[str, Indicator]
    groups: tuple[Group, ...]
    fact_labels: Mapping[str, FactLabel]
    guide: Mapping[str, Any] = field(default_factory=dict)

    def of_nature(self, nature: str) -> list[Indicator]:
        return [indicator for indicator in self.indicators.values() if indicator.nature == nature]

    def in_group(self, group: Group) -> list[Indicator]:
        return [indicator for indicator in self.indicators.values() if indicator.group is group]

    def compared_by(self, code: str) -> list[Indicator]:
        """Other indicators that name `code` as the nearest sheet or comparator."""
        return [indicator for indicator in self.indicators.values() if indicator.see == code]


FACTS_GROUP = Group(
    "FACTS",
    FACT,
    {"fr": "Autres chiffres sur la migration", "en": "Other migration figures", "ar": "أرقام أخرى عن الهجرة"},
)


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    guide = read_yaml("indicator_guide.yaml")
    domains = {entry["code"]: Group(entry["code"], GUIDE, entry["name"]) for entry in guide["domains"]}
    arabic = read_yaml("indicator_guide_ar.yaml")["definitions"]
    comparators = read_yaml("comparators.yaml")
    headings = {
        entry["code"]: Group("POP_" + entry["code"], COMPARATOR, entry["name"]) for entry in comparators["groups"]
    }
    labels = read_yaml("migration_fact_indicators.yaml")["labels"]
    indicators = [guide_indicator(entry, domains, arabic) for entry in guide["indicators"]]
    indicators += [comparator(entry, headings) for entry in comparators["comparators"]]
    indicators += [fact(entry) for entry in labels if "fact" in entry]
    return Catalogue(
        indicators={indicator.code: indicator for indicator in indicators},
        groups=(*domains.values(), *headings.values(), FACTS_GROUP),
        fact_labels={
            entry["label"]: FactLabel(entry.get("guide") or entry["fact"], entry.get("breakdown", ""))
            for entry in labels
        },
        guide=guide["guide"],
    )


def guide_indicator(entry: Mapping[str, Any], domains: Mapping[str, Group], arabic: Mapping[str, str]) -> Indicator:
    unit = units()[unit_codes()[entry["unit"]]]
    own_arabic = entry["definition"].get("ar")
    return Indicator(
        code=entry["code"],
        nature=GUIDE,
        group=domains[entry["domain"]],
        names=entry["name"],
        unit=unit,
        direction=entry["direction"],
        rankable=entry["rankable"],
        sensitive=entry["sensitive"],
        decimals=0 if unit.is_count else None,
        see=entry.get("host_population_comparator"),
        sheet=Sheet(
            definitions={**entry["definition"], "ar": own_arabic or arabic[entry["code"]]},
            formula=entry["formula"],
            disaggregation=tuple(entry["disaggregation"]),
            source=entry["source"],
            periodicity=entry["periodicity"],
            data_tier=entry["data_tier"],
            correspondence=entry["correspondence"],
            limits=entry["limits"],
            scale=entry["kind"],
            has_proposed_arabic=not own_arabic,
        ),
    )


def comparator(entry: Mapping[str, Any], headings: Mapping[str, Group]) -> Indicator:
    """Rates of one census rank: they have one base; counts and neutral context never do."""
    unit = units()[entry["unit"]]
    return Indicator(
        code=entry["code"],
        nature=COMPARATOR,
        group=headings[entry["group"]],
        names=names_of(entry["name"]),
        unit=unit,
        direction=entry["direction"],
        rankable=entry["direction"] != "neutral",
        decimals=0 if unit.is_count else None,
        base=entry.get("base", ""),
    )


def fact(entry: Mapping[str, Any]) -> Indicator:
    """Press relays of official figures: context, so never ranked."""
    return Indicator(
        code=entry["fact"],
        nature=FACT,
        group=FACTS_GROUP,
        names=names_of(entry["name"]),
        unit=units()[entry["unit"]],
        direction="neutral",
        rankable=False,
        see=entry["see"],
    )
