"""The virus scanner, by a clamd that really speaks INSTREAM."""

import io
import socketserver
import struct
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from hub.core.access import Actor
from hub.core.clock import frozen, utcnow
from hub.core.db import db
from hub.core.file_settings import Scanner
from hub.core.probes import ServiceState
from hub.core.registry import Ref
from hub.network.demo import DemoPeople
from hub.services.files import Attachment, FileBlob, FileStore
from hub.services.files.actions import attach
from hub.services.files.check import Reason, RefusedFile
from hub.services.files.probing import check_scanner
from hub.services.files.queries import find_readable, of, texts_of
from hub.services.files.scanning import AGAIN_AFTER
from hub.services.notifications import Notification
from tests.factories.forum import make_category, make_topic
from tests.factories.jobs import run_jobs

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MOST = 5_000


class Clamd(socketserver.BaseRequestHandler):
    """zPING and zINSTREAM of clamd(8)."""

    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.request.recv(1)
        self.request.sendall({b"zPING\0": lambda: b"PONG\0", b"zINSTREAM\0": self.scanned}[command]())

    def scanned(self) -> bytes:
        content = b""
        while size := struct.unpack("!L", self.exactly(4))[0]:
            content += self.exactly(size)
            if len(content) > MOST:
                return b"INSTREAM size limit exceeded. ERROR\0"
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"

    def exactly(self, size: int) -> bytes:
        received = b""
        while len(received) < size:
            received += self.request.recv(size - len(received))
        return received


@pytest.fixture
def clamd() -> Iterator[Scanner]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield Scanner("127.0.0.1", server.server_address[1])
        server.shutdown()


@pytest.fixture
def owner(context: Flask, people: DemoPeople) -> Ref:
    make_category("public", "public")
    return Ref("topic", make_topic(people["organiser"], "public", "Chartes", "Qui a une charte ?"))


def with_scanner(app: Flask, scanner: Scanner) -> FileStore:
    store: FileStore = replace(app.extensions["files"], scanner=scanner)
    app.extensions["files"] = store
    return store


def test_a_pending_file_is_its_senders_alone_until_it_is_clean(
    context: Flask, people: DemoPeople, owner: Ref, clamd: Scanner
) -> None:
    store, sender = with_scanner(context, clamd), people["organiser"]
    file = attach(store, sender, owner, io.BytesIO(b"Bonjour"), "a.txt").id
    db.session.commit()

    def may_open(actor: Actor) -> bool:
        return find_readable(db.session, actor, file) is not None

    assert (may_open(sender), may_open(people["partner"])) == (True, False)
    assert [card.scan for card in of(db.session, owner, people["partner"])] == ["pending"]
    run_jobs(db.session)
    assert may_open(people["partner"])
    assert [page.text for page in texts_of(db.session, owner)] == ["Bonjour"]


def test_a_virus_goes_and_its_sender_is_told(context: Flask, people: DemoPeople, owner: Ref, clamd: Scanner) -> None:
    store, sender = with_scanner(context, clamd), people["focal.oriental"]
    key = attach(store, sender, owner, io.BytesIO(b"avant " + EICAR), "a.txt").sha256
    run_jobs(db.session)
    assert db.session.query(Attachment).count() == 0
    assert texts_of(db.session, owner) == []
    with pytest.raises(FileNotFoundError):
        store.storage.open(key)
    told = db.session.query(Notification).filter_by(kind="files.file.infected").one()
    assert (told.person_id, told.data["name"]) == (sender.person_id, "a.txt")
    with pytest.raises(RefusedFile) as refused:
        attach(store, people["partner"], owner, io.BytesIO(b"avant " + EICAR), "b.txt")
    assert refused.value.reason is Reason.INFECTED


def test_a_scanner_that_is_away_is_waited_for(context: Flask, people: DemoPeople, owner: Ref, clamd: Scanner) -> None:
    away = with_scanner(context, Scanner("127.0.0.1", 1))
    key = attach(away, people["organiser"], owner, io.BytesIO(b"Bonjour"), "a.txt").sha256
    run_jobs(db.session, allow_failures=True)
    assert db.session.get_one(FileBlob, key).scan == "pending"
    assert (check_scanner().state, check_scanner().figures["pending"]) == (ServiceState.DOWN, 1)
    with_scanner(context, clamd)
    assert check_scanner().state is ServiceState.OK
    with frozen(utcnow() + 2 * AGAIN_AFTER):
        run_jobs(db.session)
    db.session.expire_all()
    assert db.session.get_one(FileBlob, key).scan == "clean"


def test_what_the_scanner_refuses_is_not_served(context: Flask, people: DemoPeople, owner: Ref, clamd: Scanner) -> None:
    store = with_scanner(context, clamd)
    file = attach(store, people["organiser"], owner, io.BytesIO(b"x" * (MOST + 1)), "a.txt")
    key, number = file.sha256, file.id
    run_jobs(db.session)
    assert db.session.get_one(FileBlob, key).scan == "error"
    assert find_readable(db.session, people["partner"], number) is None
