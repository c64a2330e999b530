"""When the last backup was made: a small file in the data folder, told to administrators with what else the hub leans on."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app

from hub.core import clock
from hub.core.locale import format_datetime, format_number, gettext, lazy_gettext, ngettext
from hub.core.probes import Health, ServiceState, register_probe
from hub.core.settings import Settings

JOURNAL = "last_backup.json"
_OLD = timedelta(days=8)
_MEGABYTE = 1_000_000


def note(data_dir: Path, moment: datetime, size: int, lacking: Collection[str]) -> None:
    """Remember a backup that was finished."""
    partial = data_dir / f"{JOURNAL}.part"
    partial.write_text(json.dumps({"at": moment.isoformat(), "size": size, "lacking": len(lacking)}))
    partial.replace(data_dir / JOURNAL)


def register() -> None:
    register_probe("backup", lazy_gettext("Backup"), check_backup)


def check_backup() -> Health:
    """Off while `hub backup` was never used: some keep theirs by other means. Weak when the last one is older than eight
    days or lacks files. Figures: its age in hours, the files it lacks."""
    settings: Settings = current_app.config["HUB"]
    try:
        kept = json.loads((settings.data_dir / JOURNAL).read_text())
    except FileNotFoundError:
        return Health(ServiceState.OFF, gettext("No backup was made with “hub backup” yet."))
    made_at = datetime.fromisoformat(kept["at"])
    age = clock.utcnow() - made_at
    figures = {"age_hours": int(age.total_seconds() // 3600), "lacking": kept["lacking"]}
    if kept["lacking"]:
        said = ngettext("The last backup lacks %(num)s file.", "The last backup lacks %(num)s files.", kept["lacking"])
        return Health(ServiceState.WEAK, said, figures)
    said = gettext(
        "The last one: %(moment)s, %(size)s MB.",
        moment=format_datetime(made_at),
        size=format_number(kept["size"] / _MEGABYTE, 1),
    )
    return Health(ServiceState.WEAK if age > _OLD else ServiceState.OK, said, figures)
