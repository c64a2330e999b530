"""The moderation log: every member, about what they see, by role and without names."""

from flask import Flask

from hub.core.access import MEMBERS_AUDIENCE, region_audience
from hub.core.db import db
from hub.core.multilingual import MultilingualText
from hub.core.paging import FIRST_PAGE, Cursor
from hub.forum.actions.categories import CategoryDraft, edit_category
from hub.forum.actions.concluding import close_topic, pin_topic
from hub.network.demo import DemoPeople, demo_people
from hub.services import moderation
from tests.conftest import SignIn
from tests.factories.forum import make_category, make_topic


def labels(people: DemoPeople, reader: str) -> list[tuple[str, str]]:
    page = moderation.moderation_log(db.session, people[reader], FIRST_PAGE)
    return [(row.role, row.card.title if row.card else "") for row in page.items]


def test_a_member_reads_of_acts_on_what_they_see(people: DemoPeople) -> None:
    make_category("ouverte", MEMBERS_AUDIENCE)
    make_category("equipe", region_audience("02"))
    close_topic(people["organiser"], make_topic(people["partner"], "ouverte", "Le guichet"), "Synthèse publiée")
    close_topic(people["focal.oriental"], make_topic(people["focal.oriental"], "equipe", "Entre nous"), "Fini")
    assert labels(people, "partner") == [("organiser", "Le guichet")]
    assert labels(people, "member.oriental") == [("focal_point", "Entre nous"), ("organiser", "Le guichet")]


def test_a_lock_shows_its_reason_where_it_counts_and_in_the_log(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        people = demo_people(db.session)
        make_category("ouverte", MEMBERS_AUDIENCE)
        topic_id = make_topic(people["partner"], "ouverte", "Le guichet")
        draft = CategoryDraft(
            "ouverte", MultilingualText(fr="Ouverte"), MultilingualText(), MEMBERS_AUDIENCE, is_locked=True,
            lock_reason="Consultation close le 20 novembre",
        )  # fmt: skip
        edit_category(people["admin"], "ouverte", draft)
        edit_category(people["admin"], "ouverte", draft)
    partner = sign_in("partner", language="en")
    for address in ("/forum/categories/ouverte", f"/forum/topics/{topic_id}", "/moderation/"):
        assert "Consultation close le 20 novembre" in partner.get(address).text, address
    log = partner.get("/moderation/").text
    assert log.count("locked a category") == 1
    assert "Administrator" in log
    assert sign_in().get("/moderation/").status_code == 302


def test_a_suspension_is_told_without_the_person(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        people = demo_people(db.session)
        number, name = people["partner"].person_id, people["partner"].name
    admin = sign_in("admin")
    typed = {"ground": "conduct", "reason": "Propos tenus par Partenaire le 3", "last_day": "2099-01-31"}
    assert admin.post(f"/admin/people/{number}/suspension", typed).status_code == 302
    log = sign_in("central", language="en").get("/moderation/").text
    assert "suspended somebody" in log
    assert "Insulting or discriminating" in log
    assert "2099" in log
    assert name not in log
    assert "Propos tenus" not in log


def test_the_log_is_paged_without_gaps(people: DemoPeople) -> None:
    make_category("ouverte", MEMBERS_AUDIENCE)
    topic_id = make_topic(people["partner"], "ouverte")
    for n in range(70):
        pin_topic(people["admin"], topic_id, pinned=n % 2 == 0)
    seen: list[int] = []
    cursor = FIRST_PAGE
    while True:
        page = moderation.moderation_log(db.session, people["partner"], cursor)
        seen += [row.id for row in page.items]
        if page.next_cursor is None:
            break
        cursor = Cursor(after=page.next_cursor)
    assert len(seen) == 70
    assert seen == sorted(seen, reverse=True)
