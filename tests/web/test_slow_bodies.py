"""A file that takes minutes to arrive keeps nobody from writing meanwhile."""

import io
import sqlite3
from typing import Any

import pytest
from flask import Flask

from hub.core.db import db
from hub.network.demo import demo_people
from tests.conftest import SignIn
from tests.factories.forum import make_category, make_topic
from tests.services.files.office import PDF

BOUNDARY = "edge"


class SlowBody(io.RawIOBase):
    """While it is read, somebody else writes."""

    def __init__(self, body: bytes, database: str) -> None:
        self.body, self.database, self.writes = io.BytesIO(body), database, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.body.seek(offset, whence)

    def tell(self) -> int:
        return self.body.tell()

    def readinto(self, buffer: Any) -> int:
        with sqlite3.connect(self.database, timeout=0.1) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.rollback()
        self.writes += 1
        return self.body.readinto(buffer)


@pytest.mark.only_on("sqlite")
def test_a_slow_upload_holds_no_lock(app: Flask, database: str, sign_in: SignIn) -> None:
    """Writers on PostgreSQL do not keep each other out."""
    with app.app_context():
        make_category("public", "public")
        topic = make_topic(demo_people(db.session)["organiser"], "public", "Chartes", "Qui a une charte ?")
        db.session.remove()
    writer = sign_in("partner")
    fields = {"source": "La voici.", "csrf_token": writer.token()}
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    file = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
    body = "".join(parts).encode() + file.encode() + PDF + f"\r\n--{BOUNDARY}--\r\n".encode()
    slow = SlowBody(body, database.removeprefix("sqlite:///"))
    answer = writer.client.post(
        f"/forum/topics/{topic}/posts",
        input_stream=slow,
        content_length=len(body),
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
    )
    assert answer.status_code == 302
    assert slow.writes > 0
