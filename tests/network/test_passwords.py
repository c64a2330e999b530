"""Hashes of passwords."""

import importlib.util
from typing import Any

import pytest
from argon2 import PasswordHasher

from hub.network.passwords import Verdict, check_password, hash_password

WEAK = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)


def test_a_password_is_recognised_and_another_is_not() -> None:
    kept = hash_password("quatre chevaux verts")
    assert "chevaux" not in kept
    assert check_password(kept, "quatre chevaux verts") is Verdict.RIGHT
    assert check_password(kept, "quatre chevaux bleus") is Verdict.WRONG


def test_a_hash_made_with_older_parameters_asks_to_be_made_again() -> None:
    assert check_password(WEAK.hash("ancien"), "ancien") is Verdict.STALE
    assert check_password(WEAK.hash("ancien"), "autre") is Verdict.WRONG


@pytest.fixture
def untouched() -> Any:
    """The module as it is outside tests, where hashes cost what they should."""
    spec = importlib.util.find_spec("hub.network.passwords")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("typed", ["", "anything"])
def test_nobody_has_a_password_and_checking_it_costs_one_hash(untouched: Any, typed: str) -> None:
    seen: list[str] = []

    class Counting:
        def verify(self, kept: str, password: str) -> bool:
            seen.append(kept)
            return PasswordHasher().verify(kept, password)

    untouched._hasher = Counting()
    assert untouched.check_password("", typed) is untouched.Verdict.WRONG
    assert len(seen) == 1
    parameters = PasswordHasher()
    assert f"m={parameters.memory_cost},t={parameters.time_cost},p={parameters.parallelism}" in seen[0]


def test_what_is_not_a_hash_opens_nothing() -> None:
    assert check_password("plain text", "plain text") is Verdict.WRONG
