"""References in texts: drawn with the titles that the reader may see, and shown at both ends."""

import pytest

from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE, VISITOR
from hub.core.db import db
from hub.core.registry import Ref
from hub.forum.actions.editing import edit_post
from hub.forum.models import Post
from hub.network.demo import DemoPeople
from hub.services import links
from hub.services.links.references import MENTIONED
from hub.services.text import cook
from hub.web.links import link_panel
from tests.factories.forum import make_category, make_reply, make_topic
from tests.factories.library import published

OWN = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[[event:4]]", '<p dir="auto"><a class="ref ref-alone" href="/events/4">event:4</a></p>'),
        (f"{OWN}/events/4", f'<p dir="auto"><a class="ref ref-alone" href="/events/4">{OWN}/events/4</a></p>'),
        ("voir [[indicator:DEM-01]].", '<p dir="auto">voir <a class="ref" href="/indicators/DEM-01">indicator:DEM-01</a>.</p>'),
        (f"[ici]({OWN}/events/4)", f'<p dir="auto"><a href="{OWN}/events/4">ici</a></p>'),
        ("[[nothing:4]] [[event]]", '<p dir="auto">[[nothing:4]] [[event]]</p>'),
        ("[[indicator:POP_LEG_T]]", '<p dir="auto"><a class="ref ref-alone" href="/indicators/POP_LEG_T">indicator:POP_LEG_T</a></p>'),
        ("`[[event:4]]`", '<p dir="auto"><code dir="ltr">[[event:4]]</code></p>'),
        ('[[event:4" onclick="x]]', '<p dir="auto">[[event:4" onclick="x]]</p>'),
    ],
)  # fmt: skip
def test_what_is_a_reference(app: object, source: str, expected: str) -> None:
    assert cook(source, language="fr", base_url=OWN).html == expected


def test_a_reference_shows_the_title_to_who_may_see_it_and_the_bare_link_to_others(people: DemoPeople) -> None:
    hidden = published(people, title="Réservé <aux> membres", audience=MEMBERS_AUDIENCE)
    text = cook(f"[[practice:{hidden.id}]]", language="fr").html
    seen = link_panel(people["partner"], "topic", 0, [text]).show(text)
    assert "Réservé &lt;aux&gt; membres" in seen
    assert link_panel(VISITOR, "topic", 0, [text]).show(text) == text
    missing = cook("[[practice:999999]]", language="fr").html
    assert link_panel(people["partner"], "topic", 0, [missing]).show(missing) == missing


def _topic(people: DemoPeople) -> int:
    make_category(audience=PUBLIC_AUDIENCE)
    return make_topic(people["focal.oriental"])


def _post(topic_id: int, number: int) -> Post:
    return db.session.query(Post).filter_by(topic_id=topic_id, number=number).one()


def test_a_post_that_refers_to_a_practice_is_linked_with_it_at_both_ends(people: DemoPeople) -> None:
    practice, about = published(people, title="Guichet"), _topic(people)
    make_reply(people["focal.oriental"], about, f"[[practice:{practice.id}]] et encore {OWN}/library/{practice.id}")
    (group,) = links.of(VISITOR, "practice", practice.id).groups
    assert [(item.card.ref, item.relation) for item in group.cards] == [(Ref("topic", about), MENTIONED)]


def test_one_cannot_link_what_one_cannot_see_by_writing_its_number(people: DemoPeople) -> None:
    hidden, about = published(people, owner="focal.souss-massa", audience="region:09"), _topic(people)
    make_reply(people["member.oriental"], about, f"[[practice:{hidden.id}]]")
    assert links.of(people["focal.souss-massa"], "topic", about).groups == []
    make_reply(people["focal.souss-massa"], about, f"[[practice:{hidden.id}]]")
    assert len(links.of(people["focal.souss-massa"], "topic", about).groups) == 1
    assert links.of(people["member.oriental"], "topic", about).groups == []


def test_a_link_that_was_taken_away_comes_back_only_when_it_is_written_anew(people: DemoPeople) -> None:
    author, practice, about = people["focal.oriental"], published(people), _topic(people)
    number = make_reply(author, about, f"Voyez [[practice:{practice.id}]]").number
    (group,) = links.of(author, "topic", about).groups
    links.disconnect(author, group.cards[0].link_id)

    def edit(source: str) -> int:
        post = _post(about, number)
        edit_post(author, post.id, source, version=post.version)
        return len(links.of(author, "topic", about).groups)

    assert edit(f"Voyez donc [[practice:{practice.id}]]") == 0
    assert edit("Rien") == 0
    assert edit(f"Finalement [[practice:{practice.id}]]") == 1
