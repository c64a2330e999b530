"""The categories with which a new hub begins."""

from importlib import resources
from typing import Any

import yaml
from sqlalchemy import select

from hub.core.db import DbSession
from hub.core.multilingual import MultilingualText
from hub.forum.models import Category

CATEGORIES = resources.files("hub.data") / "forum_categories.yaml"


def load_reference(session: DbSession) -> None:
    """Add the categories to a forum that has none (not committed); afterwards they are the administrator's."""
    if session.scalar(select(Category.id).limit(1)) is None:
        given: list[dict[str, Any]] = yaml.safe_load(CATEGORIES.read_text(encoding="utf-8"))
        session.add_all(category_from(values, position) for position, values in enumerate(given, start=1))
        session.flush()


def category_from(values: dict[str, Any], position: int) -> Category:
    return Category(
        slug=values["slug"],
        audience=values["audience"],
        starters=values["starters"],
        name=MultilingualText(values["name"]),
        description=MultilingualText(values["description"]),
        position=position,
    )
