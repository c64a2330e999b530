"""Demo network and load set."""

from hub.network.demo import DemoPeople


def load_demo(people: DemoPeople) -> None:
    """Nothing yet."""


def load_large() -> None:
    """Nothing yet."""
