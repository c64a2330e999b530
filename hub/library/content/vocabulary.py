"""Closed lists of the record. Codes only; their wording for people is in `library/labels.py`."""

NATURES = ("policy", "service", "tool", "project")
MATURITIES = ("tried", "promising", "proven")
LEVELS = ("region", "province", "commune", "city", "national_local")
SCALES = ("low", "medium", "high")
PARTNER_ROLES = ("implementation", "funding", "technical", "hosting", "research")
GROUPS = (
    "migrants", "refugees", "asylum_seekers", "third_country", "returnees", "mre", "minors", "hosts", "officials",
    "associations",
)  # fmt: skip
SEXES = ("all", "women", "men")
AGES = ("all", "children", "youth", "adults", "older")
LICENCES = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "reserved")
LICENCE_ADDRESSES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
GCM_OBJECTIVES = tuple(range(1, 24))
"""Objectives of the Global Compact for Safe, Orderly and Regular Migration."""
SDGS = tuple(range(1, 18))
HOME_COUNTRY = "MA"
