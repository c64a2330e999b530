"""Mails are plain text in the recipient's language."""

import re

import pytest
from flask import Flask

from hub.core.db import db
from hub.core.locale import current_language, speaking
from hub.services.mail import Mail, write_mail

TEMPLATE = "accounts/mail/sign_in.txt"


@pytest.mark.parametrize(("code", "letters"), [("fr", "[éè]"), ("ar", "[\u0621-\u064a]"), ("en", "works once")])
def test_the_recipients_language_is_spoken_whatever_the_senders(context: Flask, code: str, letters: str) -> None:
    with speaking("en"):
        mail = write_mail(db.session, "test", "x@example.org", code, TEMPLATE, name="", link="http://hub.example/a")
        assert current_language().code == "en"
    assert mail.language == code
    assert re.search(letters, mail.body)


def test_nothing_is_escaped_and_the_first_line_is_the_subject(context: Flask) -> None:
    link = "http://hub.example/a?b=1&c=2"
    mail = write_mail(db.session, "test", "x@example.org", "en", TEMPLATE, name="L'Amie & <Co>", link=link)
    db.session.commit()
    kept = db.session.query(Mail).one()
    assert kept.subject == mail.subject == "Your sign-in link"
    assert "Hello L'Amie & <Co>," in kept.body
    assert link in kept.body
    assert kept.subject not in kept.body
