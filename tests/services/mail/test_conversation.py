"""From the forum into a mailbox and back."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from hub.core.access import PUBLIC_AUDIENCE
from hub.core.db import db
from hub.forum.models import Category
from hub.network.demo import demo_people
from hub.services.mail.replies.incoming import read_mail
from hub.services.mail.replies.receiving import Outcome, receive
from tests.conftest import SignIn
from tests.factories.forum import make_category, make_reply, make_topic
from tests.services.mail.conftest import PostOffice
from tests.services.mail.test_receiving import PARTNER, letter, posts

Deliver = Callable[[], list[Any]]
WRITTEN = "Bonjour @partner, la convention est signée."


def start(app: Flask) -> int:
    with app.app_context():
        make_category("ouverte", PUBLIC_AUDIENCE)
        return make_topic(demo_people(db.session)["admin"], "ouverte", "Convention", WRITTEN)


def sent_to(office: PostOffice, address: str) -> list[Any]:
    return [message for message in office.messages if message["To"] == address]


def test_a_mention_is_answered_from_the_mailbox(mailing: Flask, deliver: Deliver, post_office: PostOffice) -> None:
    topic_id = start(mailing)
    deliver()
    [told] = sent_to(post_office, PARTNER)
    assert told["Subject"] == "Convention"
    assert WRITTEN in told.get_body(("plain",)).get_content()
    with mailing.app_context():
        answer = letter(text="Thank you, @admin.", In_Reply_To=told["Message-ID"])
        assert receive(read_mail(answer.as_bytes()), told["Reply-To"], PARTNER) is Outcome.POSTED
    assert posts(mailing) == [("Thank you, @admin.", "en", PARTNER)]
    deliver()
    [back] = [message for message in sent_to(post_office, "admin@demo.example") if message["References"]]
    assert (back["References"], back["Subject"]) == (told["References"], told["Subject"])
    assert topic_id == 1


def test_a_category_may_keep_its_words_out_of_mailboxes(
    mailing: Flask, deliver: Deliver, post_office: PostOffice, sign_in: SignIn
) -> None:
    start(mailing)
    fields = {"name_fr": "Réservée", "slug": "ouverte", "audience": "public", "starters": "members", "position": "1"}
    assert sign_in("admin").post("/forum/categories/ouverte/edit", fields).status_code == 302
    with mailing.app_context():
        assert not db.session.query(Category).one().mails_content
        make_reply(demo_people(db.session)["admin"], 1, "Zarzalia @partner")
    deliver()
    mails = sent_to(post_office, PARTNER)
    assert mails
    assert [mail for mail in mails if b"Zarzalia" in bytes(mail)] == []
