"""Work in progress of the demo: a draft, a full record waiting for publication, a newer version, a stale translation."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from hub.core import clock
from hub.core.access import PUBLIC_AUDIENCE
from hub.core.db import db
from hub.library.actions.creating import begin_record
from hub.library.actions.editing import edit_record
from hub.library.actions.presenting import present
from hub.library.actions.publishing import submit
from hub.library.content.content import Value
from hub.library.content.fields import Form, RecordKind
from hub.library.content.items import Basis, Beneficiaries, Block, Claim, Partner
from hub.library.loading.practices import MAILBOX
from hub.library.queries.records import find, latest_content
from hub.network.demo import DemoPeople

ILLUSTRATIVE = "Exemple illustratif"
DRAFT: dict[str, Value] = {
    "title": f"{ILLUSTRATIVE} : une permanence d’accueil le samedi matin à Oujda",
    "summary": "Brouillon : les demandes du samedi, comptées pendant trois mois, diront s’il faut ouvrir chaque semaine.",
    "themes": ("P05",),
    "regions": ("02",),
    "lead": "Commune d’Oujda",
}
SUBMITTED: dict[str, Value] = {
    "title": f"{ILLUSTRATIVE} : un annuaire partagé des services d’orientation",
    "summary": (
        "Un annuaire tenu à jour par ceux qui s’en servent : chaque service vérifie sa fiche deux fois par an, "
        "et les bureaux d’accueil ne renvoient plus vers des portes fermées."
    ),
    "nature": "tool",
    "maturity": "tried",
    "themes": ("P05", "P11"),
    "regions": ("01",),
    "place": "Tanger",
    "level": "region",
    "period_start": 2025,
    "lead": "Conseil régional Tanger-Tétouan-Al Hoceïma",
    "partners": (Partner("Services déconcentrés de l’État", "implementation"), Partner("Université", "research")),
    "contact": MAILBOX,
    "context": "Plusieurs bureaux d’accueil orientent vers les mêmes services sans savoir lesquels reçoivent encore.",
    "challenge": "Les listes de contacts vieillissent en quelques mois ; personne n’est chargé de les relire.",
    "objective": "Que chaque orientation mène à un service qui répond, dans la semaine.",
    "beneficiaries": (Beneficiaries("migrants"), Beneficiaries("officials", number=24)),
    "planning_link": "Axe « services de proximité » du programme de développement régional.",
    "method": (
        "1. Réunir les listes existantes.\n2. Confier chaque fiche au service concerné.\n"
        "3. Relire deux fois par an, à date fixe.\n4. Retirer ce qui n’a pas été confirmé."
    ),
    "blocks": (
        Block(
            "La fiche de service",
            "Dire en cinq lignes qui est reçu, où, quand, avec quoi et sous quel délai.",
            "Un seul responsable par fiche.",
            "Les horaires changent plus souvent que les adresses.",
        ),
    ),
    "resources": "Un technicien deux jours par mois.",
    "cost": "Temps de travail seulement.",
    "results": (Claim("Les fiches non confirmées sont retirées à chaque relecture.", Basis.EDITORIAL),),
    "constraints": "La première version, remplie par une seule personne, était périmée au bout de quatre mois.",
    "lessons": (Claim("Confier chaque fiche à celui qu’elle engage.", Basis.EDITORIAL),),
    "replicability": "high",
    "replicability_minimum": "Un tableau partagé, une date de relecture, un responsable par fiche.",
    "replicability_avoid": "Un annuaire imprimé.",
    "licence": "CC-BY-4.0",
}
FRESHER = "Vingt-sept projets locaux soutenus, dont seize par le guichet, pour 8,22 MDH dans cinq provinces."


def load_in_progress(people: DemoPeople, practices: Mapping[str, int]) -> None:
    now = clock.utcnow()
    with clock.frozen(now - timedelta(days=2)):
        begin_record(people["member.oriental"], RecordKind.PRACTICE, "fr", DRAFT)
    with clock.frozen(now - timedelta(days=1, hours=5)):
        record = begin_record(people["focal.tanger"], RecordKind.PRACTICE, "fr", SUBMITTED)
        present(people["focal.tanger"], record.id, audience=PUBLIC_AUDIENCE, form=Form.FULL.value)
        submit(people["focal.tanger"], record.id)
    with clock.frozen(now - timedelta(days=1)):
        _make_stale(people, practices["souss-massa-guichet-financement"])
        _propose_newer(people, practices["oriental-equipe-regionale-md"])


def _make_stale(people: DemoPeople, record_id: int) -> None:
    """The organiser edits the French summary: the translations of that field are older now, and say so."""
    record = find(db.session, people["organiser"], record_id)
    values = {"summary": FRESHER}
    edit_record(people["organiser"], record_id, values, base=record.latest_version, is_minor=False)


def _propose_newer(people: DemoPeople, record_id: int) -> None:
    """The focal point adds a partner's role; an organiser has to publish it."""
    actor = people["focal.oriental"]
    record = find(db.session, actor, record_id)
    first, *others = latest_content(db.session, record).facts.partners
    values = {"partners": (replace(first, role="implementation"), *others)}
    edit_record(actor, record_id, values, base=record.latest_version, is_minor=False)
