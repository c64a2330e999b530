"""Links of the demo's practices with events, threads and indicators, found by their titles."""

from collections.abc import Mapping

from hub.core.access import Actor
from hub.core.db import db
from hub.core.registry import Ref, registry
from hub.services import links

MOST = 400
WANTED: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "oriental-equipe-regionale-md": (
        ("event", ("Oriental",)),
        ("event", ("Oujda",)),
        ("event", ("immigration et le développement",)),
        ("indicator", ("Intégration de la migration dans le PDR",)),
        ("indicator", ("Réunions du comité régional",)),
        ("topic", ("équipe régionale",)),
    ),
    "oriental-cellules-communales-accueil": (
        ("indicator", ("Conventions migration",)),
        ("topic", ("accueil",)),
        ("topic", ("cellule",)),
    ),
    "souss-massa-migration-pdr": (
        ("event", ("Souss-Massa",)),
        ("event", ("capitalisation",)),
        ("indicator", ("Intégration de la migration dans le PDR",)),
        ("topic", ("PDR",)),
    ),
    "souss-massa-guichet-financement": (
        ("event", ("PRIM",)),
        ("indicator", ("Exécution du budget migration",)),
        ("topic", ("financement",)),
    ),
    "tta-coordination-regionale": (
        ("event", ("Tanger",)),
        ("indicator", ("Réunions du comité régional",)),
    ),
    "souss-massa-cmsm-charte": (
        ("indicator", ("Associations de migrants",)),
        ("topic", ("charte",)),
    ),
}
"""Practice to (kind, words of a title); the first thing whose title holds them all is linked."""


def link_records(actor: Actor, practices: Mapping[str, int]) -> None:
    titles = {kind: _titles(actor, kind) for kind in ("event", "indicator", "topic")}
    for name, wanted in WANTED.items():
        for kind, words in wanted:
            found = next((ref for ref, title in titles[kind].items() if all(word in title for word in words)), None)
            if found:
                links.connect(actor, Ref("practice", practices[name]), found)


def _titles(actor: Actor, kind: str) -> dict[Ref, str]:
    """Titles of the first things of a kind, whatever feature keeps them."""
    if kind not in registry.kinds:
        return {}
    cards = registry.kinds[kind].cards(db.session, range(1, MOST), actor)
    return {card.ref: card.title for _, card in sorted(cards.items())}
