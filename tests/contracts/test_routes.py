"""Every route says who may open it."""

from flask import Flask

from hub.core.access import Permission, unruled_permissions
from tests.contracts.test_source import tracked

NAMING = {"access", "policy"}


def test_every_route_declares_a_permission_or_is_public(app: Flask) -> None:
    undeclared = [
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], "permission")
    ]
    assert undeclared == []


def test_every_permission_has_a_rule(app: Flask) -> None:
    assert unruled_permissions() == set()


def test_permissions_are_in_alphabetical_order() -> None:
    assert [member.name for member in Permission] == sorted(member.name for member in Permission)


def test_every_permission_is_used(app: Flask) -> None:
    used = {getattr(view, "permission", None) for view in app.view_functions.values()}
    sources = "\n".join(
        path.read_text() for path in tracked("hub") if path.suffix in {".py", ".html"} and path.stem not in NAMING
    )
    unused = [member.name for member in Permission if member not in used and f"Permission.{member.name}" not in sources]
    assert unused == []
