from collections.abc import Iterator

import pytest
from flask import Flask

from tests.factories.search import own_kinds


@pytest.fixture
def notes(context: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Notes and replies are the only content; a context is open."""
    with own_kinds(monkeypatch):
        yield
