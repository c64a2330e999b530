"""How the places are doing that files need, for `/readyz` and the administrator's page."""

from flask import current_app
from sqlalchemy import func, select

from hub.core.db import db
from hub.core.locale import format_number, gettext, lazy_gettext
from hub.core.probes import Health, ServiceState, register_probe
from hub.services.files.clamd import ScannerDown, ping
from hub.services.files.models import FileBlob, Reading, Scan
from hub.services.files.storage import StorageDown
from hub.services.files.store import FileStore

_MEGABYTE = 1_000_000
_NEARLY_FULL = 0.9


def register() -> None:
    register_probe("storage", lazy_gettext("Files"), check_storage)
    register_probe("scanner", lazy_gettext("Virus scanner"), check_scanner)


def check_storage() -> Health:
    """Figures: files, their megabytes, texts still to be read, texts that could not be."""
    store: FileStore = current_app.extensions["files"]
    try:
        store.storage.check()
    except StorageDown:
        note = gettext("Files can neither be read nor sent; everything else works.")
        return Health(ServiceState.DOWN, note)
    figures = {"files": 0, "megabytes": 0, "waiting": 0, "failed": 0}
    size = 0
    rows = db.session.execute(
        select(FileBlob.reading, func.count(), func.sum(FileBlob.size)).group_by(FileBlob.reading)
    )
    for reading, count, total in rows:
        figures["files"] += count
        size += int(total or 0)
        if reading in {Reading.WAITING, Reading.FAILED}:
            figures[reading] = count
    figures["megabytes"] = round(size / _MEGABYTE)
    if store.hub_limit and size > _NEARLY_FULL * store.hub_limit:
        limit = format_number(store.hub_limit // _MEGABYTE)
        return Health(
            ServiceState.WEAK, gettext("The space for files (%(limit)s MB) is nearly used up.", limit=limit), figures
        )
    return Health(ServiceState.OK, figures=figures)


def check_scanner() -> Health:
    """Figures: files that wait for the scanner, files that it found infected."""
    store: FileStore = current_app.extensions["files"]
    if store.scanner is None:
        return Health(ServiceState.OFF)
    states = (Scan.PENDING, Scan.INFECTED, Scan.ERROR)
    rows = db.session.execute(
        select(FileBlob.scan, func.count().label("files")).where(FileBlob.scan.in_(states)).group_by(FileBlob.scan)
    )
    figures = {state.value: 0 for state in states} | {row.scan: row.files for row in rows}
    try:
        ping(store.scanner)
    except ScannerDown:
        note = gettext("New files wait until the scanner answers again; only who sent them can open them.")
        return Health(ServiceState.DOWN, note, figures)
    return Health(ServiceState.OK, figures=figures)
