"""What of the register is told to webhooks."""

from hub.core.locale import lazy_gettext
from hub.core.registry import Ref
from hub.decisions.models import Decision
from hub.services.webhooks import Before, Happening, Source, register_source

RECORDED = "decision.recorded"


def of_decision(row: Decision, was: Before | None) -> Happening | None:
    return Happening(RECORDED, Ref("decision", row.id)) if was is None else None


def register() -> None:
    register_source(Source(Decision, (), of_decision), {RECORDED: lazy_gettext("A decision was recorded")})
