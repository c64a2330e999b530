"""Make and change categories. A new audience counts at once, for everything in the category."""

import re
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE, Actor, Permission, group_audience, guard, region_audience
from hub.core.db import commit, db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.core.multilingual import MultilingualText
from hub.core.registry import Ref
from hub.forum.models import Category, Starters
from hub.forum.models.categories import LOCK_REASON_LIMIT
from hub.forum.queries.subjects import category_by_slug
from hub.network.queries import group_names
from hub.network.vocabularies import region_names
from hub.services import audit

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED_SLUGS = frozenset({"new"})


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    slug: str
    name: MultilingualText
    description: MultilingualText
    audience: str
    starters: str = Starters.MEMBERS.value
    position: int = 0
    is_locked: bool = False
    mails_content: bool = True
    lock_reason: str = ""


def create_category(actor: Actor, draft: CategoryDraft) -> Category:
    """Raises Forbidden, Invalid."""
    guard(actor, Permission.FORUM_CATEGORY_EDIT)
    category = Category(topics_count=0)
    _fill(category, draft)
    db.session.add(category)
    _flush()
    audit.record(
        db.session, actor, "forum.category.created", _ref(category), slug=category.slug, audience=category.audience
    )
    commit()
    return category


def edit_category(actor: Actor, slug: str, draft: CategoryDraft) -> Category:
    """Raises NotFound, Forbidden, Invalid."""
    category = category_by_slug(db.session, actor, slug)
    guard(actor, Permission.FORUM_CATEGORY_EDIT, category)
    before, lock_before = category.audience, (category.is_locked, category.lock_reason)
    _fill(category, draft)
    _flush()
    audit.record(
        db.session,
        actor,
        "forum.category.edited",
        _ref(category),
        slug=category.slug,
        left=before,
        audience=category.audience,
    )
    if (category.is_locked, category.lock_reason) != lock_before:
        _record_lock(actor, category)
    commit()
    return category


def _record_lock(actor: Actor, category: Category) -> None:
    if category.is_locked:
        audit.record(db.session, actor, "forum.category.locked", _ref(category), reason=category.lock_reason)
    else:
        audit.record(db.session, actor, "forum.category.unlocked", _ref(category))


def _ref(category: Category) -> Ref:
    return Ref("category", category.id)


def _fill(category: Category, draft: CategoryDraft) -> None:
    _check(draft)
    category.slug, category.name, category.description = draft.slug, draft.name, draft.description
    category.audience, category.starters = draft.audience, draft.starters
    category.position, category.is_locked = draft.position, draft.is_locked
    category.mails_content = draft.mails_content
    category.lock_reason = draft.lock_reason if draft.is_locked else ""


def _check(draft: CategoryDraft) -> None:
    messages = {}
    if not SLUG.fullmatch(draft.slug) or len(draft.slug) > 60 or draft.slug in RESERVED_SLUGS:
        messages["slug"] = gettext("Use lower-case letters without accents, digits and hyphens.")
    if not draft.name.get("fr"):
        messages["name_fr"] = gettext("Give the name in French at least.")
    if draft.audience not in _audiences():
        messages["audience"] = gettext("Choose who reads this category.")
    if draft.starters not in set(Starters):
        messages["starters"] = gettext("Choose who may start a topic.")
    if len(draft.lock_reason) > LOCK_REASON_LIMIT:
        messages["lock_reason"] = gettext("A reason has at most %(limit)s characters.", limit=LOCK_REASON_LIMIT)
    if messages:
        raise Invalid(messages)


def _audiences() -> set[str]:
    regions = {region_audience(code) for code in region_names(db.session)}
    groups = {group_audience(group_id) for group_id in group_names(db.session)}
    return {PUBLIC_AUDIENCE, MEMBERS_AUDIENCE} | regions | groups


def _flush() -> None:
    try:
        db.session.flush()
    except IntegrityError as error:
        db.session.rollback()
        raise Invalid({"slug": gettext("Another category has this address.")}) from error
