"""Reference data of the network: regions and themes, loaded from what ships."""

import csv
from importlib import resources

from hub.core.db import DbSession
from hub.core.multilingual import MultilingualText
from hub.network.models import Region, Theme

DATA = resources.files("hub.data")


def load_reference(session: DbSession) -> None:
    """Bring regions and themes up to date; what an administrator changed (theme names, presentations) is kept."""
    with (DATA / "regions.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            session.merge(
                Region(
                    code=row["code"],
                    iso=row["iso"],
                    name=_texts(row, "name"),
                    capital=_texts(row, "capital"),
                    population=int(row["population_2024"]),
                    households=int(row["households_2024"]),
                    provinces=int(row["provinces"]),
                    communes=int(row["communes"]),
                    programmes=[part.strip() for part in row["programmes"].split(";") if part.strip()],
                )
            )
    with (DATA / "snia_taxonomy.csv").open(encoding="utf-8") as file:
        for position, row in enumerate(csv.DictReader(file), start=1):
            if session.get(Theme, row["code"]) is None:
                name = MultilingualText({code: row[code] for code in ("fr", "en", "ar")})
                session.add(Theme(code=row["code"], name=name, position=position))


def _texts(row: dict[str, str], prefix: str) -> MultilingualText:
    found = ((code, row.get(f"{prefix}_{code}", "")) for code in ("fr", "ar", "en", "zgh"))
    return MultilingualText({code: text for code, text in found if text})
