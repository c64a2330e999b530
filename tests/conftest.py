"""Fixtures: an application on a fresh database, on SQLite and on PostgreSQL."""

import gc
import os
import re
import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any

import psycopg
import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from hub.app import create_app
from hub.core.access import Actor
from hub.core.db import Base, db
from hub.core.loopback import LOOPBACK_HOSTS
from hub.core.settings import Settings
from hub.network import passwords
from hub.network.demo import DemoPeople, demo_people, load_people
from hub.network.identity import open_session
from hub.network.models import Person
from hub.network.reference import load_reference
from tests import reuse

POSTGRESQL = os.environ.get("HUB_TEST_POSTGRESQL")
"""Address of a PostgreSQL server whose user may create databases; `make test` starts one."""

MUST_HAVE_ALL = os.environ.get("CI") == "true"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-snapshots", action="store_true", help="write the snapshots of mails anew")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        only = metafunc.definition.get_closest_marker("only_on")
        metafunc.parametrize("database", only.args if only else ["sqlite", "postgresql"], indirect=True)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was imported stays until the end: the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


def settings_for(data_dir: Path, database_url: str) -> Settings:
    return Settings(
        data_dir=data_dir,
        database_url=database_url,
        base_url="http://127.0.0.1:8000",
        secret_key="s" * 48,
        host="127.0.0.1",
        port=8000,
        demo=True,
        workers=1,
        threads=1,
        upload_limit=2_000_000,
        api_token_rate=1_000_000,
        api_address_rate=1_000_000,
        testing=True,
    )


def fill(app: Flask) -> None:
    """Tables, reference data of the network and the demo's people: what every template database starts with."""
    with app.app_context():
        Base.metadata.create_all(db.engine)
        load_reference(db.session)
        load_people(db.session)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """No test speaks to another machine: no mail server, no webhook of somebody's is ever reached by mistake."""
    os.environ.pop("HUB_MAIL_URL", None)
    real = socket.socket.connect

    def connect(own: socket.socket, address: Any) -> None:
        if own.family in {socket.AF_INET, socket.AF_INET6} and not is_loopback(address[0]):
            raise PermissionError(f"a test wanted to speak to {address[0]}")
        real(own, address)

    socket.socket.connect = connect  # type: ignore[method-assign]
    yield
    socket.socket.connect = real  # type: ignore[method-assign]


def is_loopback(host: str) -> bool:
    return host in LOOPBACK_HOSTS or host.startswith("127.")


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hashes that cost nothing, before the demo's people get theirs: every browser test signs in."""
    real = passwords._hasher, passwords._NOBODY
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    passwords._hasher, passwords._NOBODY = quick, quick.hash(token_hex())
    yield
    passwords._hasher, passwords._NOBODY = real


@pytest.fixture(scope="session", autouse=True)
def routes_compiled_once() -> Iterator[None]:
    with reuse.routes_compiled_once():
        yield


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sqlite")
    path = folder / "template.sqlite3"
    fill(create_app(settings_for(folder, f"sqlite:///{path}")))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    return path


@pytest.fixture(scope="session")
def postgresql_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not POSTGRESQL:
        if MUST_HAVE_ALL:
            pytest.fail("HUB_TEST_POSTGRESQL is not set: `make test` starts a server and sets it")
        pytest.skip("no PostgreSQL server: run through `make test`")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    name = f"hub_template_{worker}_{os.getpid()}"
    with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    fill(create_app(settings_for(tmp_path_factory.mktemp("postgresql"), postgresql_url(name))))
    yield name
    with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def postgresql_url(name: str) -> str:
    assert POSTGRESQL
    return re.sub(r"/[^/]*$", f"/{name}", POSTGRESQL).replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of a fresh database: a copy of the template, at the same address for every test."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        path = template.with_name("copy.sqlite3")
        for left in template.parent.glob("copy.sqlite3*"):
            left.unlink()
        shutil.copyfile(template, path)
        yield f"sqlite:///{path}"
        return
    template = request.getfixturevalue("postgresql_template")
    name = f"{template}_copy"
    with psycopg.connect(POSTGRESQL or "", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield postgresql_url(name)
    with psycopg.connect(POSTGRESQL or "", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def template_code() -> reuse.TemplateCode:
    return reuse.TemplateCode()


@pytest.fixture(scope="session")
def engines() -> reuse.Engines:
    return reuse.Engines()


@pytest.fixture
def app(database: str, tmp_path: Path, template_code: reuse.TemplateCode, engines: reuse.Engines) -> Iterator[Flask]:
    """The application, new for each test. No context is held open: use `context`, or a client."""
    application = create_app(settings_for(tmp_path, database))
    application.jinja_env.bytecode_cache = template_code
    engines.lend(application)
    yield application
    engines.take_back(application)


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """An application context for tests of actions and queries. Not together with a client: a context held open across
    requests freezes locale and reader."""
    with app.app_context():
        yield app
        db.session.rollback()


@pytest.fixture
def people(context: Flask) -> DemoPeople:
    """The demo's actors by the local part of their address."""
    return demo_people(db.session)


@dataclass
class Browser:
    """A test client signed in as one person, with form tokens handled."""

    client: FlaskClient

    def get(self, address: str, **options: Any) -> TestResponse:
        return self.client.get(address, **options)

    def post(self, address: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """POST with a valid form token."""
        return self.client.post(address, data={**(data or {}), "csrf_token": self.token()}, **options)

    def token(self) -> str:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.client.get("/login").text)
        assert found, "the sign-in page carries a form token"
        return found[1]


SignIn = Callable[..., Browser]


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """`sign_in("focal.oriental")`: a browser signed in as that demo person; `sign_in()`: a visitor's browser.
    `language` sets the interface language by cookie (French otherwise)."""

    def make(local_part: str | None = None, language: str = "fr") -> Browser:
        client = app.test_client()
        client.set_cookie("lang", language)
        if local_part:
            with app.app_context():
                person = db.session.query(Person).filter_by(email=f"{local_part}@demo.example").one()
                token = open_session(db.session, person, device="test", address="127.0.0.1")
                db.session.commit()
            client.set_cookie("hub_session", token)
        return Browser(client)

    return make


@dataclass
class QueryCount:
    statements: list[str] = field(default_factory=list)

    def __int__(self) -> int:
        return len(self.statements)


@pytest.fixture
def count_queries(app: Flask) -> Callable[[], AbstractContextManager[QueryCount]]:
    """`with count_queries() as counted: …; assert int(counted) <= 12`. Transaction statements are not counted."""

    @contextmanager
    def counting() -> Iterator[QueryCount]:
        counted = QueryCount()

        def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "PRAGMA")):
                counted.statements.append(statement)

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield counted
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting


__all__ = ["Actor", "Browser", "QueryCount"]
