"""What the hub leans on, and how it is doing: asked by `/readyz` and shown to administrators.

A service registers its probe when the app is built:

    register_probe("mail", lazy_gettext("Mail server"), check_mail)

`check()` runs in an application context and is quick (at most a second). What it raises counts as DOWN.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import structlog

from hub.core.db import db
from hub.core.locale import LazyString

log = structlog.get_logger("hub.probes")


class ServiceState(StrEnum):
    """OFF: not set up, and not missed. WEAK: works, but somebody should look. DOWN: does not work."""

    OK = "ok"
    OFF = "off"
    WEAK = "weak"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Health:
    """`note`: a sentence for the administrator, in the reader's language. `figures`: numbers that anybody may see."""

    state: ServiceState
    note: str = ""
    figures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Probe:
    """`is_essential`: without it the hub serves no page."""

    name: str
    label: LazyString
    check: Callable[[], Health]
    is_essential: bool = False

    def ask(self) -> Health:
        """Never raises: what went wrong is logged and told by its kind."""
        try:
            return self.check()
        except Exception as error:
            db.session.rollback()
            log.warning("probe failed", probe=self.name, error=type(error).__name__)
            return Health(ServiceState.DOWN, type(error).__name__)


_probes: dict[str, Probe] = {}


def register_probe(name: str, label: LazyString, check: Callable[[], Health], *, is_essential: bool = False) -> None:
    """In the order of registration. The same name again replaces the probe: the check belongs to the newest app."""
    _probes[name] = Probe(name, label, check, is_essential)


def probes() -> list[Probe]:
    return list(_probes.values())
