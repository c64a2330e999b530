"""The document and the answers agree: schemathesis makes requests from the one and checks the other."""

import json
import os
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from hub.core.access import PUBLIC_AUDIENCE
from hub.core.db import db
from hub.core.locale import LANGUAGES
from hub.network.demo import demo_people
from tests.factories import events as event_factory
from tests.factories.forum import make_category, make_topic
from tests.factories.library import draft
from tests.factories.tokens import PREFIX, make_token

EXAMPLES = int(os.environ.get("HUB_TEST_EXAMPLES", "6"))


def test_answers_are_what_the_document_says(app: Flask) -> None:
    """With an administrator's token, in a world that has one thing of each kind."""
    with app.app_context():
        people = demo_people(db.session)
        make_category("ouverte", PUBLIC_AUDIENCE)
        make_topic(people["admin"], "ouverte", "Un sujet", "Bonjour.")
        event_factory.event(people["admin"], takes_registrations=True)
        draft(people["admin"], title="Une pratique")
    headers = {
        "Authorization": f"Bearer {make_token(app, 'admin')}",
        "Accept-Language": "en",
        "Accept-Encoding": "identity",
    }
    schema = schemathesis.openapi.from_wsgi(f"{PREFIX}/openapi.json", app)
    checked = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        check(operation, headers)
        checked += 1
    assert checked > 28


def check(operation: Any, headers: dict[str, str]) -> None:
    """All of schemathesis's checks but one: rules that no schema tells (a category that exists) refuse by 422."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

    ask()


def test_the_document_names_each_operation_once_in_each_language(app: Flask) -> None:
    client = app.test_client()
    documents = [json.loads(client.get(f"{PREFIX}/openapi.json?lang={code}").text) for code in LANGUAGES]
    names = [one["operationId"] for path in documents[0]["paths"].values() for one in path.values()]
    assert len(set(names)) == len(names)
    assert len({document["info"]["title"] for document in documents}) == len(LANGUAGES)
    for code in LANGUAGES:
        page = client.get(f"/api/?lang={code}")
        assert (page.status_code, f"{PREFIX}/openapi.json" in page.text) == (200, True)
