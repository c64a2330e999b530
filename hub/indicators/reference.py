"""Reference data of the indicators."""

from sqlalchemy.orm import Session


def load_reference(session: Session) -> None:
    """Nothing yet."""
