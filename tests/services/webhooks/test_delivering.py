"""Telling a real server, in the clear on loopback: what it is told, when it fails, and when it is left alone."""

import base64
import dataclasses
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from hub.admin.actions.webhooks import NewWebhook, add_webhook, send_again, try_webhook
from hub.core import clock
from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE
from hub.core.db import db
from hub.core.errors import Invalid
from hub.decisions.models import Decision
from hub.events.actions.cancelling import cancel_event
from hub.events.actions.deciding import decide
from hub.events.actions.registering import register
from hub.events.actions.saving import edit_event
from hub.network.demo import DemoPeople
from hub.services.jobs import Job, JobState
from hub.services.notifications import Notification
from hub.services.webhooks import DeliveryState, Webhook, WebhookDelivery, event_labels
from hub.services.webhooks.delivering import ATTEMPTS, PATIENCE
from tests.conftest import Browser
from tests.factories import events as event_factory
from tests.factories.forum import make_category, make_reply, make_topic
from tests.factories.jobs import run_jobs
from tests.factories.library import published

SignIn = Callable[..., Browser]


class Listener:
    """A server that keeps what it is told and answers `status`."""

    def __init__(self) -> None:
        self.told: list[tuple[dict[str, str], bytes]] = []
        self.status = 204
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.told.append(({name.lower(): text for name, text in self.headers.items()}, body))
                self.send_response(listener.status)
                self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/hook?from=hub"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()

    def stop(self) -> None:
        if self.thread.is_alive():
            self.server.shutdown()
            self.server.server_close()
            self.thread.join()

    def documents(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.told]


@pytest.fixture
def listener(app: Flask) -> Iterator[Listener]:
    app.config["HUB"] = dataclasses.replace(app.config["HUB"], local_webhooks=True)
    server = Listener()
    yield server
    server.stop()


def add(people: DemoPeople, listener: Listener, audience: str = PUBLIC_AUDIENCE) -> str:
    return add_webhook(people["admin"], NewWebhook(listener.address, list(event_labels()), audience))


def deliveries() -> list[WebhookDelivery]:
    return list(db.session.scalars(select(WebhookDelivery).order_by(WebhookDelivery.id)))


def test_what_happens_is_told_once_and_signed(people: DemoPeople, listener: Listener) -> None:
    secret = add(people, listener)
    make_category("ouverte", PUBLIC_AUDIENCE)
    make_category("membres", MEMBERS_AUDIENCE)
    topic = make_topic(people["partner"], "ouverte", "Un sujet", "Bonjour.")
    make_reply(people["member.oriental"], topic, "Réponse")
    make_topic(people["partner"], "membres", "Entre nous", "Bonjour.")
    run_jobs(db.session)
    seen = listener.documents()
    assert [document["type"] for document in seen] == ["topic.created", "post.created"]
    assert seen[0]["data"] == {
        "kind": "topic",
        "id": topic,
        "version": 1,
        "address": f"http://127.0.0.1:8000/forum/topics/{topic}-un-sujet",
        "title": "Un sujet",
    }
    for headers, body in listener.told:
        signed = b".".join((headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body))
        key = base64.b64decode(secret.removeprefix("whsec_"))
        expected = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
        assert headers["webhook-signature"] == f"v1,{expected}"
    assert {one.state for one in deliveries()} == {DeliveryState.DELIVERED}
    assert run_jobs(db.session) == 0


def test_each_room_tells_its_own(people: DemoPeople, listener: Listener) -> None:
    add(people, listener, MEMBERS_AUDIENCE)
    organiser = people["organiser"]
    draft = event_factory.event(organiser, publish=False, takes_registrations=True)
    edit_event(organiser, draft.id, event_factory.draft(takes_registrations=True), draft.version)
    register(people["member.oriental"], draft.id)
    edit_event(organiser, draft.id, event_factory.draft(place="Berkane", takes_registrations=True), draft.version)
    decide(organiser, draft.id, "Une liste commune.", "fr")
    cancel_event(organiser, draft.id, "Salle fermée")
    published(people, "member.oriental", MEMBERS_AUDIENCE)
    run_jobs(db.session)
    told = [(document["type"], "title" in document["data"]) for document in listener.documents()]
    assert told == [
        ("event.published", True),
        ("event.changed", True),
        ("decision.recorded", True),
        ("event.cancelled", True),
        ("record.published", False),
    ]
    assert db.session.scalar(select(func.count()).select_from(Decision)) == 1


def test_nothing_is_asked_for_when_nobody_listens(people: DemoPeople) -> None:
    make_category("ouverte", PUBLIC_AUDIENCE)
    make_topic(people["partner"], "ouverte", "Un sujet", "Bonjour.")
    assert db.session.scalar(select(func.count()).where(Job.kind.startswith("webhooks."))) == 0


@pytest.mark.parametrize("status", [302, 500])
def test_a_refusal_is_tried_again_with_the_same_identity(people: DemoPeople, listener: Listener, status: int) -> None:
    add(people, listener)
    make_category("ouverte", PUBLIC_AUDIENCE)
    listener.status = status
    make_topic(people["partner"], "ouverte", "Un sujet", "Bonjour.")
    run_jobs(db.session)
    (one,) = deliveries()
    assert (one.state, one.attempts, one.answer) == (DeliveryState.WAITING, 1, status)
    waiting = db.session.scalars(select(Job).where(Job.kind == "webhooks.deliver", Job.state == JobState.WAITING)).one()
    assert waiting.run_at > clock.utcnow() + timedelta(seconds=10)
    listener.status = 200
    with clock.frozen(clock.utcnow() + timedelta(minutes=1)):
        run_jobs(db.session)
    db.session.expire_all()
    (one,) = deliveries()
    assert (one.state, one.attempts, one.answer) == (DeliveryState.DELIVERED, 2, 200)
    assert len({headers["webhook-id"] for headers, _ in listener.told}) == 1
    assert db.session.scalars(select(Webhook)).one().failing_since is None


def test_days_of_failure_switch_it_off_and_tell_the_administrators(people: DemoPeople, listener: Listener) -> None:
    add(people, listener)
    listener.stop()
    try_webhook(people["admin"], 1)
    moment = clock.utcnow()
    for _ in range(ATTEMPTS):
        with clock.frozen(moment):
            run_jobs(db.session)
        moment += timedelta(hours=13)
    db.session.expire_all()
    hook, (one,) = db.session.scalars(select(Webhook)).one(), deliveries()
    assert (one.state, one.error) == (DeliveryState.FAILED, "ConnectionRefusedError")
    assert hook.failing_since
    if hook.disabled_at is None:
        with clock.frozen(hook.failing_since + PATIENCE):
            try_webhook(people["admin"], 1)
            run_jobs(db.session)
    assert hook.disabled_at
    told = select(func.count()).where(Notification.kind == "webhooks.disabled")
    assert db.session.scalar(told) == 1


def test_what_was_hidden_meanwhile_is_not_told(people: DemoPeople, listener: Listener) -> None:
    add(people, listener)
    category = make_category("ouverte", PUBLIC_AUDIENCE)
    make_topic(people["partner"], "ouverte", "Un sujet", "Bonjour.")
    category.audience = MEMBERS_AUDIENCE
    run_jobs(db.session)
    assert listener.told == []


def test_administrators_alone_register_public_https_addresses(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("admin")
    fields = {"events": "topic.created", "audience": "public"}
    for address in ("http://example.org/", "https://user:word@example.org/", "example.org"):
        assert browser.post("/admin/webhooks", fields | {"address": address}).status_code == 422
    made = browser.post("/admin/webhooks", fields | {"address": "https://example.org/hook"})
    assert (made.status_code, "whsec_" in made.text) == (201, True)
    assert "whsec_" not in browser.get("/admin/webhooks").text + browser.get("/admin/webhooks/1").text
    for path, data in (("tests", {}), ("state", {"state": "off"}), ("state", {"state": "on"})):
        assert browser.post(f"/admin/webhooks/1/{path}", data).status_code == 302
    assert sign_in("organiser").get("/admin/webhooks").status_code == 404
    assert browser.post("/admin/webhooks/1/deliveries/1/repetition").status_code == 404
    assert browser.post("/admin/webhooks/1/removal").status_code == 302
    with app.app_context():
        assert deliveries() == []


def test_a_message_is_sent_again_as_a_new_one(people: DemoPeople, listener: Listener) -> None:
    add(people, listener)
    try_webhook(people["admin"], 1)
    run_jobs(db.session)
    send_again(people["admin"], 1)
    run_jobs(db.session)
    assert [document["type"] for document in listener.documents()] == ["webhook.test"] * 2
    assert len({headers["webhook-id"] for headers, _ in listener.told}) == 2
    with pytest.raises(Invalid):
        add_webhook(people["admin"], NewWebhook(listener.address, ["no.such"], "region:99"))
