"""What ships: the practices with their sources and marks, the templates, work in progress, the load set."""

from typing import Any

import pytest
import yaml
from sqlalchemy import func, select

from hub.core.access import VISITOR
from hub.core.db import db, one_transaction
from hub.core.paging import Cursor
from hub.library.content.translation import stale_fields
from hub.library.demo import load_demo
from hub.library.filters import Filters
from hub.library.loading.large import load_large_records
from hub.library.loading.practices import DATA, practice_values, typographic
from hub.library.models import Record
from hub.library.queries.cards import list_page
from hub.library.queries.records import shown_content
from hub.network.demo import DemoPeople
from tests.factories.library import draft

PRACTICES = yaml.safe_load((DATA / "practices.yaml").read_text(encoding="utf-8"))["practices"]
TEXTS = yaml.safe_load((DATA / "practice_texts.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice["id"])
def test_each_practice_keeps_its_marks_and_sources(practice: dict[str, Any]) -> None:
    values = practice_values(practice, {"keywords": TEXTS["keywords"], **TEXTS["practices"][practice["id"]]})
    for name in ("results", "lessons"):
        assert [claim.basis for claim in values[name]] == [entry["basis"] for entry in practice[f"{name}_fr"]]
    assert [source.address for source in values["sources"]] == practice["sources"]
    assert len(values["summary"].split()) <= 100


def test_the_demo_is_loaded_whole(people: DemoPeople) -> None:
    with one_transaction():
        load_demo(people)
    statuses = dict(db.session.execute(select(Record.status, func.count()).group_by(Record.status)).all())
    assert statuses == {"published": 18, "draft": 1, "submitted": 1}
    contents = [
        shown_content(record) for record in db.session.scalars(select(Record).where(Record.status == "published"))
    ]
    assert all(content.value("title", code) for content in contents for code in ("fr", "ar", "en"))
    assert sum(bool(content.value("summary", "ar")) for content in contents) == 18
    assert sum("summary" in stale_fields(content, "ar") for content in contents) == 1
    assert db.session.scalar(select(func.count()).where(Record.latest_version > Record.shown_version)) == 1


def test_the_load_set_leaves_room_for_new_records(people: DemoPeople) -> None:
    with one_transaction():
        load_large_records(40)
    newest = draft(people["focal.oriental"])
    assert newest.id == 41
    page = list_page(db.session, VISITOR, Filters(), "ar", Cursor())
    assert {card.language for card in page.items} == {"ar", "fr"}
    assert page.next_cursor


def test_french_is_printed_with_care() -> None:
    assert typographic("l'axe : « PDR » ?") == "l’axe\u00a0: «\u00a0PDR\u00a0»\u00a0?"
