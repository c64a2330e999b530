"""House rules of the style sheets and of the markup: logical properties, colours as tokens, nothing inline."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.core.settings import PROJECT_ROOT
from hub.web.icons import ICONS
from tests.contracts.test_source import is_mail

CSS = sorted((PROJECT_ROOT / "static" / "css").glob("*.css"))
TEMPLATES = sorted((PROJECT_ROOT / "hub").rglob("templates/**/*.html"))
PAGES = [path for path in TEMPLATES if not is_mail(path)]
TOKENS = PROJECT_ROOT / "static" / "css" / "tokens.css"

DECLARATION = re.compile(r"(?:^|[;{])\s*(?P<name>--[\w-]+|[a-z-]+)\s*:\s*(?P<value>[^;{}]+)(?=[;}])")
PHYSICAL_NAME = re.compile(
    r"^(left|right|top|bottom"
    r"|(margin|padding|scroll-margin|scroll-padding)-(left|right|top|bottom)"
    r"|border-(left|right|top|bottom)(-(width|style|color))?"
    r"|border-(top|bottom)-(left|right)-radius)$"
)
PHYSICAL_VALUE = re.compile(r"^(left|right)$")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(", re.IGNORECASE)
NAMED_COLOUR = re.compile(
    r"(?<![\w-])(white|black|red|green|blue|gray|grey|orange|yellow|silver|gold|teal|navy|maroon|brown|pink|purple|beige)(?![\w-])"
)
ASYMMETRIC = re.compile(r"^(margin|padding|inset|border-width)$")


def without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def declarations(path: Path) -> Iterator[tuple[str, str]]:
    text = re.sub(r"url\([^)]*\)", "url()", without_comments(path))
    text = re.sub(r'"[^"]*"', '""', text)
    for found in DECLARATION.finditer(text):
        yield found["name"], found["value"].strip()


def names(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", CSS, ids=names)
def test_properties_are_logical(path: Path) -> None:
    wrong = [
        f"{name}: {value}"
        for name, value in declarations(path)
        if PHYSICAL_NAME.match(name)
        or (name in {"text-align", "float", "clear", "caption-side"} and PHYSICAL_VALUE.match(value))
        or (ASYMMETRIC.match(name) and _differs_between_sides(value))
    ]
    assert not wrong, f"{path.name}: use logical properties for {wrong}"


def _differs_between_sides(value: str) -> bool:
    parts = re.findall(r"(?:[^\s(]|\([^)]*\))+", value)
    return len(parts) == 4 and parts[1] != parts[3]


@pytest.mark.parametrize("path", [path for path in CSS if path != TOKENS], ids=names)
def test_colours_are_tokens(path: Path) -> None:
    wrong = [
        f"{name}: {value}" for name, value in declarations(path) if COLOUR.search(value) or NAMED_COLOUR.search(value)
    ]
    assert not wrong, f"{path.name}: name these colours in tokens.css: {wrong}"


@pytest.mark.parametrize("path", CSS, ids=names)
def test_rules_live_in_a_layer(path: Path) -> None:
    text = without_comments(path)
    depth, outside = 0, []
    for found in re.finditer(r"(?P<head>[^{};]*)\{|\}|;", text):
        if found[0] == "}":
            depth -= 1
        elif found[0].endswith("{"):
            if depth == 0:
                outside.append((found["head"] or "").strip())
            depth += 1
    assert depth == 0, f"{path.name}: braces do not match"
    assert all(head.startswith(("@layer", "@font-face")) for head in outside), f"{path.name}: {outside}"


def test_no_rule_shouts() -> None:
    assert not [path.name for path in CSS if "!important" in without_comments(path)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(PROJECT_ROOT / "hub")))
def test_markup_carries_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tags = re.findall(r"<[a-z][^>]*>", text, flags=re.DOTALL)
    wrong = [tag for tag in tags if re.search(r"\s(style|on[a-z]+)\s*=", tag) or re.match(r"<style\b", tag)]
    wrong += [
        tag for tag in tags if re.match(r"<script\b", tag) and " src=" not in tag and "application/ld+json" not in tag
    ]
    assert not wrong


def test_every_icon_that_templates_ask_for_is_drawn() -> None:
    asked = {
        name
        for path in TEMPLATES
        for name in re.findall(r"(?:draw_icon\(|ui\.icon\(|\bicon=)'([\w-]+)'", path.read_text(encoding="utf-8"))
    }
    assert asked
    assert not asked - set(ICONS)


# -- tokens ---------------------------------------------------------------------------------------


def themes() -> dict[str, dict[str, str]]:
    text = TOKENS.read_text(encoding="utf-8")
    light, by_system = text.split("@media screen and (prefers-color-scheme: dark)")
    by_system, by_choice = by_system.split(':root[data-theme="dark"] {', 1)
    by_choice = by_choice.split("@media print")[0]
    blocks = {"light": light, "dark": by_choice, "dark by system": by_system}
    return {name: dict(re.findall(r"(--(?:color|chart)[\w-]*):\s*([^;]+);", block)) for name, block in blocks.items()}


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Ratio of WCAG 2.2, 1.4.3."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_both_ways_into_the_dark_give_the_same_colours() -> None:
    found = themes()
    assert found["dark"] == found["dark by system"]
    assert set(found["light"]) == set(found["dark"])


TEXT = ("text", "muted", "link", "visited", "primary", "danger", "success", "info", "warning", "accent-strong")
ON_SURFACES = [(text, surface) for text in TEXT for surface in ("page", "surface", "raised")]
ON_TONES = [(tone, f"{tone}-soft") for tone in ("primary", "info", "success", "warning", "danger")] + [
    ("text", ground)
    for ground in (
        "added",
        "removed",
        "mark",
        "surface-strong",
        "primary-soft",
        "info-soft",
        "warning-soft",
        "danger-soft",
    )
]
ON_SOLID = [
    ("on-primary", "primary"),
    ("on-primary", "primary-strong"),
    ("on-danger", "danger"),
    ("on-accent", "accent"),
    ("on-header", "header"),
    ("on-header-muted", "header"),
    ("on-header-muted", "header-strong"),
    ("muted", "surface-strong"),
    ("muted", "primary-soft"),
]
SIGNS = [("border-strong", surface) for surface in ("page", "surface", "raised")] + [
    ("focus", "page"),
    ("focus", "surface"),
    ("accent", "header"),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_are_told_apart(theme: str) -> None:
    """WCAG 2.2 AA: 4.5 for text (1.4.3), 3 for borders of controls and the focus ring (1.4.11)."""
    colours = themes()[theme]
    pairs = [(pair, 4.5) for pair in (*ON_SURFACES, *ON_TONES, *ON_SOLID)] + [(pair, 3.0) for pair in SIGNS]
    measured = {
        (one, other): round(contrast(colours[f"--color-{one}"], colours[f"--color-{other}"]), 2)
        for (one, other), _ in pairs
    }
    assert not {pair: measured[pair] for pair, least in pairs if measured[pair] < least}
