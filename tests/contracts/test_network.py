"""Tests stay on this machine."""

import socket

import pytest
from flask import Flask

from hub.core.mail_settings import MailServer, Protection
from hub.core.settings import Settings
from hub.services.mail.composing import Envelope
from hub.services.mail.smtp import ServerAway, send

SOMEBODYS = "192.0.2.25"  # RFC 5737: an address for documentation


def test_no_test_can_reach_a_foreign_mail_server() -> None:
    server = MailServer(SOMEBODYS, 25, Protection.PLAIN)
    with pytest.raises(ServerAway, match="wanted to speak to"):
        send(server, Envelope("hub@hub.example", "somebody@example.org", b"Subject: no\r\n\r\nno"))
    with pytest.raises(PermissionError), socket.socket() as line:
        line.connect((SOMEBODYS, 25))


def test_the_application_of_the_tests_has_no_mail_server(app: Flask) -> None:
    settings: Settings = app.config["HUB"]
    assert settings.mail.server is None
