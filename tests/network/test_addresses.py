"""Addresses and handles."""

import pytest
from flask import Flask

from hub.core.db import db
from hub.core.errors import Invalid
from hub.network.addresses import HANDLE, clean_email, free_handle
from tests.factories.network import new_person


def test_addresses_are_kept_lower_case() -> None:
    assert clean_email(" Nora.B@Example.ORG ") == "nora.b@example.org"


@pytest.mark.parametrize("text", ["", "nora", "nora@", "@example.org", "a b@example.org", "nora@example.org, x@y.z"])
def test_what_is_not_an_address_is_refused(context: Flask, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean_email(text)
    assert "email" in refused.value.messages


@pytest.mark.parametrize(
    ("name", "email", "handle"),
    [
        ("Nora Bennis", "x@example.org", "nora-bennis"),
        ("Élodie Ça", "x@example.org", "elodie-ca"),
        ("نورة", "nora.b@example.org", "nora-b"),
        ("نورة", "1@example.org", "member-1"),
    ],
)
def test_a_handle_comes_from_the_name_or_else_from_the_address(
    context: Flask, name: str, email: str, handle: str
) -> None:
    assert free_handle(db.session, name, email) == handle
    assert HANDLE.match(handle)


def test_a_taken_handle_gets_a_number(context: Flask) -> None:
    new_person("Nora Bennis")
    assert free_handle(db.session, "Nora Bennis", "n@example.org") == "nora-bennis-2"
