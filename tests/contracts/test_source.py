"""House rules about the source itself."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
ROOM_NAMES_REFUSED = {"util", "utils", "helper", "helpers", "misc", "manager", "managers", "common"}
LONGEST_FILE = 400


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    ).stdout.split("\n")  # fmt: skip
    return [PROJECT / name for name in listed if name and (PROJECT / name).is_file()]


def relative(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def is_mail(path: Path) -> bool:
    """What mail programs draw: they know inline style only."""
    return "mail" in path.parts or (path.suffix == ".html" and '{% extends "mail/' in path.read_text())


def test_floors_import_only_floors_below() -> None:
    result = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout


def test_no_own_import_hides_in_a_function() -> None:
    hidden = [
        f"{relative(path)}:{number}"
        for path in tracked("hub/**.py")
        for number, line in enumerate(path.read_text().split("\n"), 1)
        if re.match(r"\s+(from|import) hub\b", line) and "TYPE_CHECKING" not in path.read_text()
    ]
    assert hidden == []


def test_names_say_what_a_file_is_for() -> None:
    refused = [relative(path) for path in tracked("hub", "tests", "static") if path.stem in ROOM_NAMES_REFUSED]
    assert refused == []


def test_files_stay_short() -> None:
    long = {
        relative(path): count
        for path in tracked("hub/**.py", "static/**.js", "static/**.css")
        if (count := path.read_text().count("\n")) > LONGEST_FILE and "migrations" not in path.parts
    }
    assert long == {}


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("left-overs", r"\b(TODO|FIXME|XXX|HACK)\b"),
        ("silent excepts", r"except[^\n]*:\s*\n\s+pass\b"),
        ("inline styles or handlers", r"<[a-z]+[^>]*\s(style|on[a-z]+)=\""),
    ],
)
def test_source_is_free_of(what: str, pattern: str) -> None:
    found = [
        relative(path)
        for path in tracked("hub", "static", "scripts", "bench")
        if path.suffix in {".py", ".html", ".js", ".css", ""}
        and re.search(pattern, path.read_text())
        and not (what.startswith("inline") and is_mail(path))
    ]
    assert found == [], what


def test_nothing_names_a_package_registry() -> None:
    registries = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|\"resolved\"|--index-url")
    named = [
        relative(path)
        for path in tracked()
        if path.suffix not in {".png", ".woff2"} and path != Path(__file__) and registries.search(path.read_text())
    ]
    assert named == []


def test_features_tell_time_by_the_clock() -> None:
    other_clocks = re.compile(r"datetime\.(now|utcnow|today)\(|date\.today\(|dateutil\.tz|time\.time\(\)")
    found = [
        relative(path)
        for path in tracked("hub/**.py")
        if other_clocks.search(path.read_text()) and relative(path) != "hub/core/clock.py"
    ]
    assert found == []
