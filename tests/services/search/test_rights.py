"""What a reader may not see is nowhere: not in hits, counts, snippets, titles or suggestions."""

import pytest

from hub.core.access import VISITOR, Actor, Role
from hub.core.db import db
from hub.services.search import search, suggest
from tests.factories.search import reply, write

pytestmark = pytest.mark.usefixtures("notes")

MEMBER = Actor(person_id=1, grants=frozenset({(Role.MEMBER, "02")}))
IN_GROUP = Actor(person_id=2, grants=frozenset({(Role.MEMBER, "09")}), group_ids=frozenset({7}))
ADMINISTRATOR = Actor(person_id=3, grants=frozenset({(Role.ADMINISTRATOR, None)}))
READERS = {"visitor": VISITOR, "member": MEMBER, "group": IN_GROUP, "administrator": ADMINISTRATOR}


@pytest.fixture
def four_audiences(notes: None) -> None:
    for audience in ("public", "members", "region:02", "group:7"):
        note = write(f"Confidence {audience.replace(':', '')}", "secret partagé", audience=audience, regions=["02"])
        reply(note, "secret en réponse")


@pytest.mark.usefixtures("four_audiences")
@pytest.mark.parametrize(("name", "number"), [("visitor", 1), ("member", 3), ("group", 3), ("administrator", 4)])
def test_hits_and_counts(name: str, number: int) -> None:
    for query in ("confidence", "secret", "secret confidence", '"secret partagé"'):
        page = search(db.session, READERS[name], query)
        assert page.total == len(page.hits) == number
        assert [count.number for count in page.facets.region] == [number]
        assert [count.number for count in page.facets.kind] == [number]


@pytest.mark.usefixtures("four_audiences")
@pytest.mark.parametrize(("name", "number"), [("visitor", 1), ("member", 3), ("group", 3), ("administrator", 4)])
def test_suggestions(name: str, number: int) -> None:
    found = [one.text for one in suggest(db.session, READERS[name], "conf") if one.address]
    assert len(found) == number
    assert ("Confidence group7" in found) == (name in ("group", "administrator"))


@pytest.mark.usefixtures("four_audiences")
def test_a_word_that_only_hidden_titles_have_is_not_completed() -> None:
    write("Zellige confidentiel", audience="group:7")
    assert suggest(db.session, MEMBER, "zell") == []
    assert [one.text for one in suggest(db.session, IN_GROUP, "zell")] == ["zellige", "Zellige confidentiel"]


@pytest.mark.usefixtures("four_audiences")
def test_rights_that_change_count_at_once() -> None:
    note = write("Ouverture", audience="public")
    assert search(db.session, VISITOR, "ouverture").total == 1
    note.audience = "members"
    db.session.commit()
    assert search(db.session, VISITOR, "ouverture").total == 0
    assert suggest(db.session, VISITOR, "ouver") == []
