"""Every act that is recorded, and everything kept with it, has words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from hub.admin.audit_labels import FAMILIES
from hub.services.audit.labels import action_choices, is_field
from tests.contracts.test_source import PROJECT, relative, tracked

SERVICE = PROJECT / "hub" / "services" / "audit"
NAMED = {"session", "actor", "action", "ref"}


def recordings() -> Iterator[tuple[Path, ast.Call]]:
    """Calls of `audit.record(…)`, and of `record(…)` where it was imported from the audit."""
    for path in tracked("hub/**.py"):
        tree = ast.parse(path.read_text())
        plain = any(
            isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("hub.services.audit")
            for node in ast.walk(tree)
        )
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (
                ast.unparse(node.func) == "audit.record" or (plain and ast.unparse(node.func) == "record")
            ):
                yield path, node


def patterns(path: Path, given: ast.expr) -> Iterator[str]:
    """Regular expressions of the names that an argument may be."""
    match given:
        case ast.Constant(value=str(name)):
            yield re.escape(name)
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from patterns(path, one)
            yield from patterns(path, other)
        case ast.Name(id=name):
            yield from (re.escape(value) for value in constants(name, path))


def constants(name: str, path: Path) -> list[str]:
    """Values of a name: in its own file, or wherever in its room a constant of that name stands; a parameter takes the
    dotted names of its file."""
    room = PROJECT / "hub" / path.relative_to(PROJECT / "hub").parts[0]
    for place in ([path], sorted(room.rglob("*.py"))):
        for file in place:
            for left, right in re.findall(r"^ *([A-Za-z_, ]+) = (.+)$", file.read_text(), re.MULTILINE):
                names, values = left.split(", "), re.findall(r"\"(\w+\.\w+\.\w+)\"", right)
                if name in names and len(values) >= len(names):
                    return values if len(names) == 1 else [values[names.index(name)]]
    return re.findall(r"\"(\w+\.\w+\.\w+)\"", path.read_text())


def test_every_recorded_act_is_named(app: Flask) -> None:
    known, unnamed, count = {name for name, _ in action_choices()}, [], 0
    for path, call in recordings():
        found = list(patterns(path, call.args[2]))
        assert found, f"{relative(path)}:{call.lineno}: {ast.unparse(call.args[2])}"
        count += 1
        unnamed += [
            f"{relative(path)}:{call.lineno} {pattern}"
            for pattern in found
            if not any(re.fullmatch(pattern, name) for name in known)
        ]
    assert unnamed == []
    assert count > 40


def test_everything_kept_with_an_act_is_named(app: Flask) -> None:
    unnamed = {
        f"{relative(path)}:{call.lineno} {keyword.arg}"
        for path, call in recordings()
        for keyword in call.keywords
        if keyword.arg and keyword.arg not in NAMED and not is_field(keyword.arg)
    }
    assert unnamed == set()


def test_every_family_is_named(app: Flask) -> None:
    acting = {name.split(".")[0] for name, _ in action_choices()} - {"test", "tested", "unknown"}
    assert acting - FAMILIES.keys() == set()
