"""Flags: anybody on what they see, once while it is open, decided once for everybody who raised one."""

import pytest
from flask import Flask
from sqlalchemy import select

from hub.core.access import MEMBERS_AUDIENCE, Actor, Forbidden, region_audience
from hub.core.db import db
from hub.core.errors import Conflict, Invalid, NotFound
from hub.core.paging import FIRST_PAGE
from hub.core.registry import Ref
from hub.forum.actions.removing import restore_post
from hub.forum.models import Post, PostRevision, Topic
from hub.network.demo import DemoPeople, demo_people
from hub.services import moderation
from hub.services.audit import AuditEntry
from hub.services.moderation import Flag, Ground, Outcome
from hub.services.notifications import Notification
from tests.conftest import SignIn
from tests.factories.events import event
from tests.factories.forum import make_category, make_reply, make_topic
from tests.factories.library import published

LINKED = 'class="row-title"><a href="/moderation/flags/'
WORDS = "Un texte que personne ne devrait lire."


def small(people: DemoPeople, audience: str = "members") -> tuple[int, Ref]:
    """A topic by the focal point of 02 with a reply by its member: (topic's id, the reply)."""
    make_category("salle", audience)
    topic_id = make_topic(people["focal.oriental"], "salle")
    posted = make_reply(people["member.oriental"], topic_id, WORDS)
    post_id = db.session.scalar(select(Post.id).where(Post.topic_id == topic_id, Post.number == posted.number))
    return topic_id, Ref("post", post_id or 0)


def told(kind: str) -> set[str]:
    rows = db.session.execute(select(Notification.person_id).where(Notification.kind == kind)).scalars().all()
    names = {person.person_id: name for name, person in demo_people(db.session).items()}
    return {names[person_id] for person_id in rows}


def first_flag() -> int:
    return db.session.scalar(select(Flag.id).order_by(Flag.id).limit(1)) or 0


def in_queue(reader: Actor) -> list[Ref]:
    return [thing.ref for thing in moderation.queue(db.session, reader, FIRST_PAGE).items]


def test_one_flag_is_open_for_a_person_and_a_thing(people: DemoPeople) -> None:
    _, ref = small(people)
    moderation.flag(people["partner"], ref, Ground.SPAM, "")
    with pytest.raises(Conflict):
        moderation.flag(people["partner"], ref, Ground.OFF_TOPIC, "")
    db.session.rollback()
    moderation.flag(people["central"], ref, Ground.OTHER, "Autre chose")
    things = moderation.queue(db.session, people["admin"], FIRST_PAGE).items
    assert [(thing.ref, thing.count, list(thing.grounds)) for thing in things] == [(ref, 2, ["other", "spam"])]
    assert things[0].exhibit.excerpt == WORDS
    assert told("moderation.raised") == {"admin", "organiser"}
    assert db.session.query(Notification).filter_by(kind="moderation.raised").count() == 2
    moderation.decide(people["organiser"], first_flag(), Outcome.NOTHING, "", "Rien à redire.")
    moderation.flag(people["partner"], ref, Ground.SPAM, "")


@pytest.mark.parametrize(
    ("ground", "text", "field"),
    [("", "", "ground"), ("nonsense", "", "ground"), ("other", " ", "text"), ("spam", "x" * 1001, "text")],
)
def test_a_flag_says_what_is_wrong(people: DemoPeople, ground: str, text: str, field: str) -> None:
    _, ref = small(people)
    with pytest.raises(Invalid) as raised:
        moderation.flag(people["partner"], ref, ground, text)
    assert set(raised.value.messages) == {field}


def test_what_somebody_does_not_see_cannot_be_flagged_and_does_not_queue(people: DemoPeople) -> None:
    topic_id, ref = small(people, region_audience("02"))
    for hidden in (ref, Ref("topic", topic_id), Ref("post", 9999), Ref("person", 1), Ref("nothing", 1)):
        with pytest.raises(NotFound):
            moderation.flag(people["partner"], hidden, Ground.SPAM, "")
    moderation.flag(people["member.oriental"], Ref("topic", topic_id), Ground.SPAM, "")
    assert in_queue(people["admin"]) == [Ref("topic", topic_id)]
    assert in_queue(people["focal.oriental"]) == [Ref("topic", topic_id)], "a focal point looks after the team's space"
    for outsider in ("organiser", "focal.tanger"):
        assert in_queue(people[outsider]) == []
        with pytest.raises(NotFound):
            moderation.decide(people[outsider], first_flag(), Outcome.NOTHING, "", "")
    for member in ("member.oriental", "central", "partner"):
        with pytest.raises(Forbidden):
            in_queue(people[member])


def test_hiding_leaves_a_stub_tells_both_sides_and_can_be_taken_back(people: DemoPeople) -> None:
    topic_id, ref = small(people)
    moderation.flag(people["partner"], ref, Ground.OFF_TOPIC, "")
    with pytest.raises(Invalid):
        moderation.decide(people["organiser"], first_flag(), Outcome.HIDDEN, "", "")
    moderation.decide(people["organiser"], first_flag(), Outcome.HIDDEN, Ground.OFF_TOPIC, "Merci.")
    post = db.session.get_one(Post, ref.id)
    assert (post.is_deleted, post.hidden_for, post.source) == (True, "off_topic", WORDS)
    assert db.session.get_one(Topic, topic_id).posts_count == 1
    flag = db.session.scalars(select(Flag)).one()
    assert (flag.outcome, flag.note, flag.decided_by_id) == ("hidden", "Merci.", people["organiser"].person_id)
    assert told("moderation.answered") == {"partner"}
    assert told("moderation.taken_away") == {"member.oriental"}
    with pytest.raises(Forbidden):
        restore_post(people["member.oriental"], ref.id)
    with pytest.raises(Conflict):
        moderation.decide(people["admin"], first_flag(), Outcome.NOTHING, "", "")
    restore_post(people["organiser"], ref.id)
    assert (post.is_deleted, post.hidden_for) == (False, "")


def test_deleting_destroys_the_words_and_their_history(people: DemoPeople) -> None:
    _, ref = small(people)
    post = db.session.get_one(Post, ref.id)
    db.session.add(
        PostRevision(
            post_id=post.id, version=1, source=WORDS, language="fr", written_by_id=post.author_id,
            written_at=post.created_at,
        )
    )  # fmt: skip
    moderation.flag(people["partner"], ref, Ground.PERSONAL_DATA, "")
    moderation.decide(people["admin"], first_flag(), Outcome.DELETED, Ground.PERSONAL_DATA, "")
    assert (post.source, post.html, post.is_destroyed) == ("", "", True)
    assert db.session.query(PostRevision).count() == 0
    with pytest.raises(Forbidden):
        restore_post(people["admin"], ref.id)
    acts = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert acts[-3:] == ["moderation.flag.raised", "forum.post.destroyed", "moderation.flag.decided"]
    assert WORDS not in str([row.data for row in db.session.scalars(select(AuditEntry))])


def test_the_pages_work_without_a_script_in_every_language(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        topic_id, ref = small(demo_people(db.session))
    partner, organiser = sign_in("partner"), sign_in("organiser", language="en")
    link = f"/moderation/flags/new?kind=post&amp;id={ref.id}"
    assert link in partner.get(f"/forum/topics/{topic_id}").text
    assert link not in sign_in("member.oriental").get(f"/forum/topics/{topic_id}").text, "not on one's own"
    assert link not in sign_in().get(f"/forum/topics/{topic_id}").text
    form = {"kind": "post", "id": ref.id, "ground": "", "text": "Voilà ce que j’en dis"}
    assert partner.get(link.replace("&amp;", "&")).status_code == 200
    refused = partner.post("/moderation/flags/new", form)
    assert refused.status_code == 422
    assert "Voilà ce que j’en dis" in refused.text
    assert partner.post("/moderation/flags/new", form | {"ground": "off_topic"}).status_code == 302
    assert partner.post("/moderation/flags/new", form | {"ground": "spam"}).status_code == 409
    assert partner.post("/moderation/flags/new", form | {"id": "99999"}).status_code == 404
    assert partner.post("/moderation/flags/new", form | {"id": "x"}).status_code == 404
    assert partner.get("/moderation/flags/").status_code == 404
    page = "/moderation/flags/1"
    assert page in organiser.get("/moderation/flags/").text
    assert "Voilà ce que j’en dis" in organiser.get(page).text
    assert organiser.post(f"{page}/decision", {"outcome": "", "note": "Gardé"}).status_code == 422
    decision = {"outcome": "hidden", "ground": "off_topic", "note": "Merci"}
    assert organiser.post(f"{page}/decision", decision).status_code == 302
    assert organiser.post(f"{page}/decision", decision).status_code == 409
    assert "Merci" in partner.get("/moderation/mine").text
    for code, words in {"fr": "Hors sujet", "ar": "خارج الموضوع", "en": "Off topic"}.items():
        stub = sign_in("partner", language=code).get(f"/forum/topics/{topic_id}").text
        assert words in stub
        assert WORDS not in stub
        assert f'href="/forum/topics/{topic_id}' in sign_in("partner", language=code).get("/moderation/").text


def test_the_queue_costs_the_same_at_any_length(app: Flask, sign_in: SignIn, count_queries: object) -> None:
    with app.app_context():
        people = demo_people(db.session)
        topic_id, _ = small(people)
        for n in range(30):
            make_reply(people["member.oriental"], topic_id, f"Numéro {n}")
        for post_id in db.session.scalars(select(Post.id).where(Post.number > 1)).all():
            moderation.flag(people["partner"], Ref("post", post_id), Ground.SPAM, "")
    organiser = sign_in("organiser")
    with count_queries() as counted:  # type: ignore[operator]
        first = organiser.get("/moderation/flags/").text
    assert int(counted) <= 12
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    shown = first.count(LINKED) + organiser.get(following).text.count(LINKED)
    assert shown == 31


def test_a_practice_is_withdrawn_with_its_ground_and_an_event_is_put_right(people: DemoPeople) -> None:
    practice = published(people, "focal.oriental", MEMBERS_AUDIENCE, title="Guichet unique")
    meeting = event(people["central"], audience=MEMBERS_AUDIENCE, publish=True)
    for ref in (Ref("practice", practice.id), Ref("event", meeting.id)):
        moderation.flag(people["member.oriental"], ref, Ground.PERSONAL_DATA, "")
        assert in_queue(people["focal.tanger"]) == []
    first, second = moderation.queue(db.session, people["organiser"], FIRST_PAGE).items
    assert [first.exhibit.title, second.kind.outcomes] == ["Guichet unique", (Outcome.NOTHING, Outcome.EDITED)]
    moderation.decide(people["organiser"], first.flag_id, Outcome.HIDDEN, Ground.PERSONAL_DATA, "")
    assert practice.status == "withdrawn"
    assert "Données personnelles sur quelqu’un" in practice.withdrawal_reason
    with pytest.raises(Invalid):
        moderation.decide(people["organiser"], second.flag_id, Outcome.HIDDEN, Ground.SPAM, "")
    moderation.decide(people["organiser"], second.flag_id, Outcome.EDITED, "", "Le nom est retiré.")
    assert in_queue(people["admin"]) == []
    assert told("moderation.taken_away") == {"focal.oriental"}
