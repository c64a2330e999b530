"""Records for tests, through the actions that people use."""

from typing import Any

from hub.core.access import PUBLIC_AUDIENCE, Actor
from hub.core.db import db
from hub.library.actions.creating import create_record
from hub.library.actions.presenting import present
from hub.library.actions.publishing import publish, submit
from hub.library.content.content import Value
from hub.library.content.fields import Form, RecordKind
from hub.library.content.items import Basis, Beneficiaries, Claim
from hub.library.models import Record
from hub.network.demo import DemoPeople

SNAPSHOT: dict[str, Value] = {
    "title": "Un guichet communal",
    "summary": "Deux cents personnes orientées en un an.",
    "themes": ("P05",),
    "regions": ("02",),
    "lead": "Commune d’essai",
    "contact": "accueil@commune.example",
}
FULL: dict[str, Value] = {
    **SNAPSHOT,
    "maturity": "tried",
    "period_start": 2024,
    "context": "Une ville moyenne.",
    "challenge": "Aucun interlocuteur.",
    "objective": "Orienter en une semaine.",
    "beneficiaries": (Beneficiaries("migrants", number=200),),
    "method": "1. Désigner.\n2. Former.",
    "results": (Claim("Deux cents personnes orientées.", Basis.SOURCED),),
    "constraints": "Le local était trop petit.",
    "lessons": (Claim("Prévoir deux agents.", Basis.EDITORIAL),),
    "replicability_minimum": "Un local.",
    "licence": "CC-BY-4.0",
}


def draft(actor: Actor, kind: RecordKind = RecordKind.PRACTICE, language: str = "fr", **values: Any) -> Record:
    """A draft snapshot of the actor's, complete unless a value is emptied."""
    return create_record(actor, kind, language, {**SNAPSHOT, **values})


def submitted(actor: Actor, **values: Any) -> Record:
    return submit(actor, draft(actor, **values).id)


def published(
    people: DemoPeople, owner: str = "focal.oriental", audience: str = PUBLIC_AUDIENCE, **values: Any
) -> Record:
    """A record published by the organiser."""
    record = draft(people[owner], **values)
    present(people[owner], record.id, audience=audience, form=record.form)
    submit(people[owner], record.id)
    return publish(people["organiser"], record.id, record.latest_version)


def full_draft(actor: Actor, **values: Any) -> Record:
    record = draft(actor, **{**FULL, **values})
    return present(actor, record.id, audience=PUBLIC_AUDIENCE, form=Form.FULL.value)


def reloaded(record: Record) -> Record:
    """The same record as the database has it now."""
    db.session.expire_all()
    return db.session.get_one(Record, record.id)
