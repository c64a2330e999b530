"""Search finds topics by their titles and by any of their posts, for those who may read them."""

from flask import Flask
from sqlalchemy import select

from hub.core.access import VISITOR, Actor
from hub.core.db import db
from hub.core.registry import Ref
from hub.forum.actions.editing import edit_post
from hub.forum.actions.removing import remove_post, restore_post
from hub.forum.actions.starting import TopicDraft, edit_topic
from hub.forum.models import Post
from hub.forum.search import plain
from hub.network.demo import DemoPeople
from hub.services.search import Filters, search
from tests.factories.forum import make_category, make_reply, make_topic


def _found(reader: Actor, query: str, **filters: str) -> list[tuple[Ref, str]]:
    page = search(db.session, reader, query, Filters(**filters))
    return [(hit.ref, hit.address) for hit in page.hits]


def test_a_topic_is_one_hit_that_opens_at_the_post(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["organiser"], title="Accueil", source="Premier message sans le mot.")
    make_reply(people["focal.tanger"], topic_id, "Nous parlons ici de coquelicots.")
    assert _found(people["central"], "coquelicot") == [
        (Ref("topic", topic_id), f"/forum/topics/{topic_id}?post=2#post-2")
    ]
    assert _found(VISITOR, "coquelicot") == []


def test_private_words_are_found_by_their_team_only(people: DemoPeople) -> None:
    make_category("oriental", "region:02")
    topic_id = make_topic(people["focal.oriental"], "oriental", source="Un mot secret : bergamote.")
    assert [ref for ref, _ in _found(people["member.oriental"], "bergamote")] == [Ref("topic", topic_id)]
    for name in ("focal.tanger", "organiser", "central"):
        assert _found(people[name], "bergamote") == []


def test_the_index_follows_edits_and_removals(people: DemoPeople) -> None:
    make_category()
    author, reader = people["focal.oriental"], people["central"]
    make_topic(author, source="Il est question de tournesols.")
    post_id = db.session.scalars(select(Post.id)).one()
    edit_post(author, post_id, "Il est question de lavande.", version=1)
    assert _found(reader, "tournesols") == []
    assert _found(reader, "lavande")
    remove_post(author, post_id)
    assert _found(reader, "lavande") == []
    restore_post(author, post_id)
    assert _found(reader, "lavande")


def test_posts_follow_the_themes_of_their_topic(people: DemoPeople) -> None:
    make_category()
    author, reader = people["focal.oriental"], people["central"]
    topic_id = make_topic(author, source="Une histoire de safran.")
    assert _found(reader, "safran", theme="P03") == []
    edit_topic(author, topic_id, TopicDraft("Accueil", "questions", "question", themes=["P03"]), version=1)
    assert [ref for ref, _ in _found(reader, "safran", theme="P03")] == [Ref("topic", topic_id)]


def test_quoted_words_belong_to_the_quoted_post(context: Flask) -> None:
    html = '<blockquote class="quote" cite="/x"><p class="quote-by">A</p><p>cité</p></blockquote><p>Mes &amp; mots</p>'
    assert plain(html).split() == ["Mes", "&", "mots"]
