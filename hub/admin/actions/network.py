"""Institutions, presentations of regions, names of themes."""

from collections.abc import Mapping
from dataclasses import dataclass

from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.errors import Invalid, NotFound
from hub.core.locale import gettext
from hub.core.multilingual import MultilingualText
from hub.core.registry import Ref
from hub.network.labels import ORGANISATION_KINDS
from hub.network.models import Organisation, Region, Theme
from hub.network.vocabularies import forget_names
from hub.services import audit


@dataclass(frozen=True, slots=True)
class Institution:
    """`names`: by language code; French is needed."""

    names: Mapping[str, str]
    kind: str
    region_code: str | None
    website: str


def add_organisation(actor: Actor, given: Institution) -> Organisation:
    """Raises Invalid (name_fr, kind, region, website)."""
    organisation = Organisation()
    _fill(actor, organisation, given)
    db.session.add(organisation)
    db.session.flush()
    audit.record(
        db.session, actor, "admin.organisation.created", Ref("organisation", organisation.id), name=given.names["fr"]
    )
    commit()
    return organisation


def change_organisation(actor: Actor, organisation_id: int, given: Institution) -> None:
    """Raises NotFound, Invalid (name_fr, kind, region, website)."""
    organisation = db.session.get(Organisation, organisation_id)
    if organisation is None:
        raise NotFound
    _fill(actor, organisation, given)
    audit.record(
        db.session, actor, "admin.organisation.changed", Ref("organisation", organisation.id), name=given.names["fr"]
    )
    commit()


def present_region(actor: Actor, code: str, texts: Mapping[str, str]) -> None:
    """What the region's page says about it, by language."""
    guard(actor, Permission.ADMIN_NETWORK_EDIT)
    region = db.session.get(Region, code)
    if region is None:
        raise NotFound
    region.presentation = _texts(texts)
    audit.record(db.session, actor, "admin.region.changed", code=code)
    commit()


def change_theme(actor: Actor, code: str, names: Mapping[str, str], *, is_active: bool) -> None:
    """Raises NotFound, Invalid (name_fr)."""
    guard(actor, Permission.ADMIN_NETWORK_EDIT)
    theme = db.session.get(Theme, code)
    if theme is None:
        raise NotFound
    if not names.get("fr", "").strip():
        raise Invalid({"name_fr": gettext("Give the French name.")})
    theme.name, theme.is_active = _texts(names), is_active
    audit.record(db.session, actor, "admin.theme.changed", code=code, is_active=is_active)
    commit()
    forget_names()


def _fill(actor: Actor, organisation: Organisation, given: Institution) -> None:
    guard(actor, Permission.ADMIN_NETWORK_EDIT)
    messages = {}
    if not given.names.get("fr", "").strip():
        messages["name_fr"] = gettext("Give the French name.")
    if given.kind not in ORGANISATION_KINDS:
        messages["kind"] = gettext("Choose one of the list.")
    if given.region_code and db.session.get(Region, given.region_code) is None:
        messages["region"] = gettext("Choose a region of the list.")
    if given.website and not given.website.startswith(("https://", "http://")):
        messages["website"] = gettext("Write the whole address, beginning with https://.")
    if messages:
        raise Invalid(messages)
    organisation.name = _texts(given.names)
    organisation.kind = given.kind
    organisation.region_code = given.region_code
    organisation.website = given.website


def _texts(texts: Mapping[str, str]) -> MultilingualText:
    return MultilingualText({code: text.strip() for code, text in texts.items() if text.strip()})
