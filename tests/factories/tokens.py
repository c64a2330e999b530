"""Programs that ask for people."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hub.core import clock
from hub.core.db import db
from hub.core.ids import new_token, token_hash
from hub.network.models import Person
from hub.services.tokens import ApiToken
from hub.services.tokens.identifying import TOKEN_PREFIX
from hub.web.api import READ, write_scopes

PREFIX = "/api/v1"


def make_token(
    app: Flask, local_part: str, scopes: Iterable[str] | None = None, *, days: int = 30, **columns: Any
) -> str:
    """A token of a demo person, with every scope unless some are named."""
    token = TOKEN_PREFIX + new_token()
    with app.app_context():
        person = db.session.query(Person).filter_by(email=f"{local_part}@demo.example").one()
        kept = ApiToken(
            person_id=person.id,
            name="test",
            prefix=token[:8],
            token_hash=token_hash(token),
            scopes=[READ, *write_scopes()] if scopes is None else list(scopes),
            expires_at=clock.utcnow() + timedelta(days=days),
            **columns,
        )
        db.session.add(kept)
        db.session.commit()
    return token


class Program:
    """A client with a token, or without. `language` goes into Accept-Language."""

    def __init__(self, app: Flask, token: str | None = None, language: str = "en") -> None:
        self.client: FlaskClient = app.test_client()
        self.headers = {"Accept-Language": language}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(PREFIX + path, headers={**self.headers, **headers})

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        given = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return self.client.open(PREFIX + path, method=method, headers={**self.headers, **headers}, **given)

    def post(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        return self.send("POST", path, body, **headers)


def program(app: Flask, local_part: str | None = None, scopes: Iterable[str] | None = None) -> Program:
    return Program(app, make_token(app, local_part, scopes) if local_part else None)
