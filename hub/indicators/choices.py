"""What the forms of the board and of the guide offer."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from hub.indicators.catalogue import GUIDE, Group, Indicator, catalogue
from hub.indicators.codelists import AREAS, SEXES, breakdowns
from hub.indicators.periods import period_label
from hub.indicators.queries import Split
from hub.indicators.state import periods_of
from hub.indicators.wording import AREA_NAMES, SEX_NAMES

Option = tuple[str, str]


@lru_cache(maxsize=8)
def indicator_groups(language: str) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """Every indicator under its heading, for the chooser."""
    known = catalogue()
    return tuple(
        (group.names[language], tuple((item.code, item.name(language)) for item in known.in_group(group)))
        for group in known.groups
    )


def period_options(existing: Sequence[Split], language: str) -> list[Option]:
    """Latest first."""
    return [(period.code, period_label(period, language)) for period in reversed(periods_of(existing))]


def area_options(existing: Sequence[Split]) -> list[Option]:
    present = {split.area for split in existing}
    return [(code, str(AREA_NAMES[code])) for code in AREAS if code in present]


def sex_options(existing: Sequence[Split]) -> list[Option]:
    present = {split.sex for split in existing}
    return [(code, str(SEX_NAMES[code])) for code in SEXES if code in present]


def breakdown_options(existing: Sequence[Split], language: str) -> list[Option]:
    """Categories in the order of their code list; without the total, which is the default."""
    present = {split.breakdown for split in existing} - {""}
    known = [(code, entry.names[language]) for code, entry in breakdowns().items() if code in present]
    return known + [(code, code) for code in sorted(present - breakdowns().keys())]


def folded(text: str) -> str:
    """For finding: without case, accents or Arabic vowel signs."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in spread if not unicodedata.combining(character))


@lru_cache(maxsize=512)
def search_text(code: str) -> str:
    indicator = catalogue().indicators[code]
    definitions = indicator.sheet.definitions.values() if indicator.sheet else ()
    return folded(" ".join((code, *indicator.names.values(), *definitions)))


def matching(text: str, indicators: Sequence[Indicator]) -> list[Indicator]:
    """Those that hold every word, in any of the languages."""
    words = folded(text).split()
    return [indicator for indicator in indicators if all(word in search_text(indicator.code) for word in words)]


@dataclass(frozen=True)
class GuideFilter:
    """What the reader of the guide asks for; empty fields do not filter."""

    domain: str = ""
    tier: str = ""
    rankable: str = ""
    text: str = ""

    @property
    def query(self) -> str:
        said = {"q": self.text, "domain": self.domain, "tier": self.tier, "rankable": self.rankable}
        return urlencode({name: value for name, value in said.items() if value})

    def admits(self, indicator: Indicator) -> bool:
        if indicator.sheet is None or (self.domain and indicator.group.code != self.domain):
            return False
        if self.tier and indicator.sheet.data_tier != self.tier:
            return False
        return not self.rankable or indicator.rankable == (self.rankable == "yes")


def guide_sheets(asked: GuideFilter) -> list[tuple[Group, list[Indicator]]]:
    """The sheets asked for, under their domains, empty domains left out."""
    sheets = [indicator for indicator in catalogue().of_nature(GUIDE) if asked.admits(indicator)]
    found = matching(asked.text, sheets)
    by_domain = [(group, [item for item in found if item.group is group]) for group in catalogue().groups]
    return [(group, items) for group, items in by_domain if items]
