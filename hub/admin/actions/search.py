"""The list of names of one thing that search offers beside what was asked for."""

from collections.abc import Mapping

from hub.core.access import Actor, Permission, guard
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Invalid, NotFound
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.services import audit
from hub.services.search import SearchSynonyms, forget_synonyms, split_names


def add_synonyms(actor: Actor, names: Mapping[str, str]) -> SearchSynonyms:
    """names: by language, separated by commas. Raises Invalid (fr)."""
    guard(actor, Permission.ADMIN_SEARCH_EDIT)
    row = SearchSynonyms(**_checked(names))
    db.session.add(row)
    db.session.flush()
    _done(actor, "admin.synonyms.added", row)
    return row


def change_synonyms(actor: Actor, synonyms_id: int, names: Mapping[str, str]) -> None:
    """Raises NotFound, Invalid (fr)."""
    guard(actor, Permission.ADMIN_SEARCH_EDIT)
    row = _row(synonyms_id)
    checked = _checked(names)
    row.fr, row.ar, row.en, row.changed_at = checked["fr"], checked["ar"], checked["en"], utcnow()
    _done(actor, "admin.synonyms.changed", row)


def remove_synonyms(actor: Actor, synonyms_id: int) -> None:
    """Raises NotFound."""
    guard(actor, Permission.ADMIN_SEARCH_EDIT)
    row = _row(synonyms_id)
    db.session.delete(row)
    _done(actor, "admin.synonyms.removed", row)


def _row(synonyms_id: int) -> SearchSynonyms:
    row = db.session.get(SearchSynonyms, synonyms_id)
    if row is None:
        raise NotFound
    return row


def _checked(names: Mapping[str, str]) -> dict[str, str]:
    listed = {code: split_names(names[code]) for code in ("fr", "ar", "en")}
    if len({name.casefold() for found in listed.values() for name in found}) < 2:
        raise Invalid({"fr": gettext("Give at least two names: one alone leads nowhere.")})
    return {code: ", ".join(found) for code, found in listed.items()}


def _done(actor: Actor, action: str, row: SearchSynonyms) -> None:
    """The list is kept by each process for seconds; this one sees the change at once."""
    audit.record(db.session, actor, action, Ref("synonyms", row.id), name=row.fr or row.ar or row.en)
    commit()
    forget_synonyms()
