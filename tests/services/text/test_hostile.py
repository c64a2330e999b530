"""Text that means harm: script in every disguise, and work without end."""

import re
import time

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.services.text import MAX_SOURCE, cook

LIMIT = 0.5
SLACK = 5
"""A shared machine may be five times slower than it should be; what is quadratic is a hundred times slower."""

SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<body onload=alert(1)>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    '<div style="position:fixed" hx-get="/x" hx-on:click="alert(1)" data-hx-post="/y">x</div>',
    "<form action=//evil.example><input name=csrf_token></form>",
    "<base href=//evil.example>",
    "<!-- --><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php alert(1) ?>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java&#x0a;script:alert(1))",
    "[x](&#106;avascript&#58;alert(1))",
    "[x](&#x6A;&#x61;vascript&colon;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:alert(1))",
    "[x](file:///etc/passwd)",
    "![x](javascript:alert(1))",
    '![x](/a"onerror="alert(1))',
    '![x" onerror="alert(1)](/a)',
    '[x](/a "onmouseover=alert(1) x=")',
    '[x](/a"onclick="alert(1))',
    "<javascript:alert(1)>",
    '<https://x/"onclick="alert(1)>',
    'https://x/"onclick="alert(1)',
    "```\n</code></pre><script>alert(1)</script>\n```",
    "`</code><script>alert(1)</script>`",
    "| <script>alert(1)</script> |\n|--|\n| <img src=x onerror=alert(1)> |",
    '> [<img src=x onerror=alert(1)>](/x):\n> "',
    '> [x](/x"onclick="alert(1)):\n> y',
    "@<script>alert(1)</script>",
    "\x02wzxhzdk:0\x03\x02klzzwxh:0000\x03\x0260\x03script\x0262\x03",
    "\x02code:0\x03",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    r"\<script\>alert(1)\</script\>",
    "# <script>alert(1)</script>",
    "- <script>alert(1)</script>",
    "[a]: javascript:alert(1)\n\n[a]",
)
TAGS = set(
    "a bdi blockquote br code del em h3 h4 h5 h6 hr img li ol p pre strong table tbody td th thead tr ul".split()  # noqa: SIM905
)
ATTRIBUTES = {
    "align",
    "alt",
    "cite",
    "class",
    "decoding",
    "dir",
    "href",
    "loading",
    "rel",
    "src",
    "start",
    "tabindex",
    "title",
}
CLASSES = {"mention", "quote", "quote-by"}


def harmless(source: str) -> None:
    cooked = cook(source, language="fr", mention_targets={"x": "/people/1"})
    for tag in BeautifulSoup(cooked.html, "html.parser").find_all():
        assert tag.name in TAGS, source
        assert set(tag.attrs) <= ATTRIBUTES, source
        assert set(tag.get("class") or ()) <= CLASSES
        for name in ("href", "src", "cite"):
            value = str(tag.get(name, ""))
            assert not re.match(r"[\x00-\x20]*[a-z][a-z0-9+.-]*:", value, re.I) or re.match(
                r"(https?|mailto):", value
            ), source


@pytest.mark.parametrize("source", SCRIPTS)
def test_no_script_in_any_disguise(source: str) -> None:
    harmless(source)
    harmless(f"avant {source} après\n\n> {source}\n\n- {source}")


@given(
    st.lists(
        st.sampled_from((*SCRIPTS, "\n", "\n\n", "> ", "- ", "`", "*", "[", "](", ")", "  ", "@x ", "\\")), max_size=12
    )
)
@settings(max_examples=150, deadline=None)
def test_nor_in_any_mixture(parts: list[str]) -> None:
    harmless("".join(parts)[:MAX_SOURCE])


PIECES = (
    "[", "![", "]", "](", "[a](", "[a](b)", "[a][b]", "*[", "*", "**", "***", "*a_ ", "_", "_a", "__", "~~", "~~a", "`", "``", "`a``",
    "<", "<a", "<!--", "</p>", "<div>\n\n", "<http://", "&", "&#", "&amp;", "\\", "\\[", "\n", "\n\n", " ", "    ", "\t",
    ">", "> ", ">\n", "> > ", ">a\n\n", "- ", "- a\n", "- a\n\n", "1. ", "1. a\n", "> - ", "- > ", "# ", "# a\n", "a\n=\n", "---\n",
    "```\n", "~~~\n", "~~~a\n", "|", "|a", "|a|b|\n|-|-|\n", "|\n", "@", "@a ", "http://a ", "http://a)", "(", ")", "a", "é", "ا", "\u202e",
    "[a]: b\n", "![a](/b)", "a@b.c ", "<a@b.c>", '"', "[a](b \"", ":",
)  # fmt: skip


def seconds(source: str) -> float:
    start = time.process_time()
    cook(source[:MAX_SOURCE], language="fr")
    return time.process_time() - start


@pytest.mark.parametrize("piece", PIECES)
def test_twenty_thousand_characters_of_anything_are_quick(piece: str) -> None:
    assert seconds(piece * (MAX_SOURCE // len(piece))) < LIMIT * SLACK


@pytest.mark.parametrize(
    "source",
    [
        "\n".join(">" * depth + "a" for depth in range(1, 190)),
        "".join(" " * 2 * depth + "- a\n" for depth in range(135)),
        "".join("`" * length + "a" for length in range(1, 199)),
        "|a" * 30 + "|\n" + "|-" * 30 + "|\n" + "|\n" * 9_900,
        ("|a" * 8 + "|\n" + "|-" * 8 + "|\n" + "|\n" * 30 + "\n") * 200,
        "http://a" + ")" * 1_900 + " http://a" + "." * 1_900 + ")." * 900,
        "[a](" + "b(c)" * 4_000,
        "[" * 6_000 + "a" + "](b)" * 3_000,
        "*" * 6_000 + "a" + "*" * 6_000,
        "[a](<" + " " * 15_000 + ">)",
        "> " * 9_000 + "a",
        "- a\n\n" + "  b\n\n" * 3_900,
        "".join(f"{'  ' * (number % 8)}- a\n\n" for number in range(1_600)),
    ],
)
def test_known_bombs_are_quick(source: str) -> None:
    assert seconds(source) < LIMIT * SLACK


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_repeated_mixtures_are_quick(pieces: list[str]) -> None:
    unit = "".join(pieces)
    assert seconds(unit * (MAX_SOURCE // len(unit))) < LIMIT * SLACK


def test_work_grows_with_length_not_with_its_square() -> None:
    """Ten times the text costs about ten times, never a hundred: measured for the worst of the old offenders."""
    for piece in ("[", "![", "[a](", "*[", "~~~a\n", "a\n=\n"):
        small = min(seconds(piece * (2_000 // len(piece))) for _ in range(3))
        large = min(seconds(piece * (20_000 // len(piece))) for _ in range(2))
        assert large < 40 * max(small, 0.002), piece
