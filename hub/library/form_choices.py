"""Options of the choice fields, worded for the reader."""

from collections.abc import Collection

from hub.core.db import DbSession
from hub.library.content.vocabulary import (
    AGES,
    GROUPS,
    LEVELS,
    LICENCES,
    MATURITIES,
    NATURES,
    PARTNER_ROLES,
    SCALES,
    SEXES,
)
from hub.library.forms import Choices
from hub.library.labels import BASES, choice_label, countries
from hub.network.vocabularies import offered_themes, region_names

_CODES = {
    "nature": NATURES,
    "maturity": MATURITIES,
    "level": LEVELS,
    "replicability": SCALES,
    "confidence": SCALES,
    "licence": LICENCES,
    "role": PARTNER_ROLES,
    "group": GROUPS,
    "sex": SEXES,
    "age": AGES,
}


def choices_for(session: DbSession, themes: Collection[str] = ()) -> Choices:
    """Every choice field and row column. `themes`: those that the record carries, in use or not."""
    return {
        "themes": [(code, str(name)) for code, name in offered_themes(session, themes).items()],
        "regions": [(code, str(name)) for code, name in region_names(session).items()],
        "country": countries(),
        "basis": [(code, str(name)) for code, name in BASES.items()],
        **{name: [(code, choice_label(name, code)) for code in codes] for name, codes in _CODES.items()},
    }
