"""Links: stored once, seen from both ends, only as far as the reader sees."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import func, select

from hub.core.access import MEMBERS_AUDIENCE, VISITOR, Actor
from hub.core.db import db
from hub.core.errors import Forbidden, Invalid, NotFound
from hub.core.registry import Ref
from hub.library.content.fields import RecordKind
from hub.network.demo import DemoPeople
from hub.services import links
from hub.services.links import Link
from tests.conftest import QueryCount
from tests.factories.library import draft, published


def ref(record: object) -> Ref:
    return Ref(record.kind, record.id)  # type: ignore[attr-defined]


def titles(reader: Actor, end: Ref) -> list[str]:
    return [item.card.title for group in links.of(reader, end.kind, end.id).groups for item in group.cards]


def test_a_link_is_seen_at_both_ends(people: DemoPeople) -> None:
    one, other = published(people, title="Un"), published(people, title="Deux")
    links.connect(people["organiser"], ref(one), ref(other))
    assert titles(VISITOR, ref(one)) == ["Deux"]
    assert titles(VISITOR, ref(other)) == ["Un"]


def test_linking_again_from_the_other_end_changes_nothing(people: DemoPeople) -> None:
    one, other = published(people), published(people)
    first = links.connect(people["organiser"], ref(one), ref(other))
    assert links.connect(people["focal.oriental"], ref(other), ref(one)).id == first.id
    assert db.session.scalar(select(func.count()).select_from(Link)) == 1


def test_what_the_reader_may_not_see_is_not_shown(people: DemoPeople) -> None:
    one, other = published(people, title="Un"), published(people, title="Réservé", audience=MEMBERS_AUDIENCE)
    links.connect(people["organiser"], ref(one), ref(other))
    assert titles(VISITOR, ref(one)) == []
    assert titles(people["partner"], ref(one)) == ["Réservé"]


def test_one_cannot_link_what_one_cannot_see(people: DemoPeople) -> None:
    one, hidden = published(people), draft(people["focal.tanger"])
    with pytest.raises(Invalid):
        links.connect(people["focal.oriental"], ref(one), ref(hidden))
    with pytest.raises(NotFound):
        links.connect(people["focal.oriental"], ref(hidden), ref(one))
    with pytest.raises(Invalid):
        links.connect(people["focal.oriental"], ref(one), ref(one))
    with pytest.raises(Invalid):
        links.connect(people["focal.oriental"], ref(one), Ref("practice", 10_000))


def test_observers_and_visitors_do_not_link(people: DemoPeople) -> None:
    one, other = published(people), published(people)
    for actor in (VISITOR, people["partner"]):
        with pytest.raises(Forbidden):
            links.connect(actor, ref(one), ref(other))


def test_a_link_is_removed_by_its_author_and_by_curators(people: DemoPeople) -> None:
    one, other = published(people), published(people)
    link = links.connect(people["member.oriental"], ref(one), ref(other))
    with pytest.raises(Forbidden):
        links.disconnect(people["partner"], link.id)
    links.disconnect(people["member.oriental"], link.id)
    link = links.connect(people["organiser"], ref(one), ref(other))
    with pytest.raises(Forbidden):
        links.disconnect(people["member.oriental"], link.id)
    links.disconnect(people["focal.tanger"], link.id)
    assert titles(people["organiser"], ref(one)) == []


def test_a_link_between_hidden_things_does_not_exist(people: DemoPeople) -> None:
    one, other = draft(people["focal.tanger"]), draft(people["focal.tanger"])
    link = links.connect(people["focal.tanger"], ref(one), ref(other))
    with pytest.raises(NotFound):
        links.disconnect(people["focal.oriental"], link.id)


def test_queries_do_not_grow_with_links(
    people: DemoPeople, count_queries: Callable[[], AbstractContextManager[QueryCount]]
) -> None:
    one = ref(published(people))
    for number in range(6):
        kind = {"kind": RecordKind.DOCUMENT, "body": "x"} if number % 2 else {}
        links.connect(people["organiser"], one, ref(published(people, **kind)))
    db.session.commit()
    with count_queries() as counted:
        assert len(titles(VISITOR, one)) == 6
    assert int(counted) == 3


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/library/{id}", True),
        ("http://127.0.0.1:8000/library/{id}?text=ar#links", True),
        ("  /library/{id}/ ", True),
        ("/library/{id}-un-titre", True),
        ("/library/{id}/versions/3", False),
        ("/library/99999999999999", False),
        ("/", False),
        ("", False),
        ("javascript:alert(1)", False),
    ],
)
def test_a_pasted_address_is_read(people: DemoPeople, address: str, found: bool) -> None:
    record = published(people)
    resolved = links.resolve(db.session, address.format(id=record.id))
    assert (resolved is not None and resolved.id == record.id) is found
