"""Markdown to HTML: what people write comes out as they mean it."""

import pytest
from bs4 import BeautifulSoup, Tag

from hub.services.text import MAX_SOURCE, RENDERER_VERSION, TextTooLong, cook, quote


def html(source: str, language: str = "fr", **options: str) -> str:
    return cook(source, language=language, **options).html


def element(source: str, selector: str, language: str = "fr") -> Tag:
    found = BeautifulSoup(html(source, language), "html.parser").select_one(selector)
    assert found, f"{selector} is not in {html(source, language)}"
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**gras** et *italique*", "<strong>gras</strong> et <em>italique</em>"),
        ("***les deux***", "<strong><em>les deux</em></strong>"),
        ("**un *dans* l’autre**", "<strong>un <em>dans</em> l’autre</strong>"),
        ("*un **dans** l’autre*", "<em>un <strong>dans</strong> l’autre</em>"),
        ("__gras__ _italique_ un_nom_de_fichier", "<strong>gras</strong> <em>italique</em> un_nom_de_fichier"),
        ("3*4*5 et 2 * 3", "3*4*5 et 2 * 3"),
        ("~~ancien~~", "<del>ancien</del>"),
        ("`a **b** <c>`", '<code dir="ltr">a **b** &lt;c&gt;</code>'),
        (r"\*pas italique\*", "*pas italique*"),
        ("première\nseconde", "première<br>seconde"),
        ("l&eacute;gal &amp; x", "légal &amp; x"),
        ("<b>non</b>", "&lt;b&gt;non&lt;/b&gt;"),
    ],
)
def test_inline(source: str, expected: str) -> None:
    assert html(source) == f'<p dir="auto">{expected}</p>'


def test_headings_start_below_those_of_the_page() -> None:
    assert [tag.name for tag in BeautifulSoup(html("# a\n## b\ntexte\n##### c\n#mot"), "html.parser").find_all()] == [
        "h3",
        "h4",
        "p",
        "h6",
        "p",
    ]


@pytest.mark.parametrize(
    ("source", "items"),
    [
        ("Liste :\n- un\n- deux", ["un", "deux"]),
        ("- un\n- deux\n\n\n- trois", ["un", "deux", "trois"]),
        ("1) un\n2) deux", ["un", "deux"]),
        ("* un\n  - dedans\n* deux", ["un", "deux"]),
        ("- un\n    - dedans\n- deux", ["un", "deux"]),
    ],
)
def test_lists(source: str, items: list[str]) -> None:
    top = element(source, "ul, ol")
    own = [li.find(string=True).strip() for li in top.find_all("li", recursive=False)]  # type: ignore[union-attr]
    assert own == items


def test_a_year_that_begins_a_line_is_no_list() -> None:
    assert "<ol" not in html("Le plan date de\n2024. Il a été revu.")


def test_a_bulleted_and_a_numbered_list_stay_apart() -> None:
    parts = BeautifulSoup(html("- un\n- deux\n1. premier\n2. second"), "html.parser")
    assert [tag.name for tag in parts.find_all(recursive=False)] == ["ul", "ol"]


def test_tables_follow_a_line_of_text() -> None:
    table = element("Effectifs :\n| Région | Nombre |\n|---|---:|\n| Oriental | 12 |", "table")
    assert [cell.text for cell in table.select("td")] == ["Oriental", "12"]
    assert table.select_one("td[align=right]")


def test_fenced_code_keeps_every_character_also_in_lists_and_quotes() -> None:
    code = "a = [1]\n\n  **b** @qui <c>\n"
    fenced = f"```py\n{code}```"
    assert element(f"avant\n{fenced}\naprès", "pre").text == code
    assert element("\n".join(f"> {line}".rstrip() for line in fenced.split("\n")), "blockquote pre").text == code
    assert element("- point\n\n" + "\n".join("    " + line for line in fenced.split("\n")), "li pre").text == code
    assert element("~~~\nsans fin", "pre").text == "sans fin\n"


def test_a_quote_ends_where_its_marks_end() -> None:
    parts = BeautifulSoup(html("> cité\nréponse\n> autre"), "html.parser")
    assert [tag.name for tag in parts.find_all(recursive=False)] == ["blockquote", "p", "blockquote"]


def test_a_quote_keeps_its_permalink() -> None:
    source = quote("Une **idée**.\n\n> plus ancien\n\nSuite.", "Point [focal]", "/forum/topics/3#post-7") + "D’accord."
    block = element(source, "blockquote.quote")
    assert block["cite"] == "/forum/topics/3#post-7"
    link = block.select_one("p.quote-by a")
    assert link is not None
    assert (link["href"], link.text) == ("/forum/topics/3#post-7", "Point (focal)")
    assert "plus ancien" not in block.text
    assert [paragraph.text for paragraph in block.select("p:not(.quote-by)")] == ["Une idée.", "Suite."]
    assert cook(source, language="fr").plain == "D’accord.", "another person's words are not this one's"


def test_quotes_of_two_people_stay_two() -> None:
    both = quote("a", "Un", "/x/1") + quote("b", "Deux", "/x/2")
    assert html(both).count("<blockquote") == 2


@pytest.mark.parametrize("address", ["https://ailleurs.example/", "//ailleurs.example", "/\\ailleurs", "x"])
def test_only_the_hub_can_be_quoted(address: str) -> None:
    assert "cite=" not in html(f"> [Nom]({address}):\n> texte")


def test_quoting_refuses_a_foreign_address() -> None:
    with pytest.raises(ValueError, match="not an address"):
        quote("a", "b", "javascript:alert(1)")


@pytest.mark.parametrize(
    ("source", "href", "rel"),
    [
        ("[x](/library/3)", "/library/3", None),
        ("[x](#bas)", "#bas", None),
        ("[x](https://hub.example/library/3)", "https://hub.example/library/3", None),
        ("[x](https://hub.example.evil.example/)", "https://hub.example.evil.example/", "nofollow ugc noopener"),
        ("[x](//evil.example)", "//evil.example", "nofollow ugc noopener"),
        ("[x](/&#47;evil.example)", "//evil.example", "nofollow ugc noopener"),
        (r"[x](/\\evil.example)", "/\\evil.example", "nofollow ugc noopener"),
        ("<https://a.example/b_c_d>", "https://a.example/b_c_d", "nofollow ugc noopener"),
        ("voir https://a.example/b_(c).", "https://a.example/b_(c)", "nofollow ugc noopener"),
        ("(https://a.example/b)", "https://a.example/b", "nofollow ugc noopener"),
        ("https://a.example/?a=1&b=2, puis", "https://a.example/?a=1&b=2", "nofollow ugc noopener"),
    ],
)
def test_links(source: str, href: str, rel: str | None) -> None:
    link = BeautifulSoup(html(source, base_url="https://hub.example"), "html.parser").select_one("a")
    assert link is not None
    assert link["href"] == href
    assert " ".join(link.get("rel") or []) == (rel or "")


def test_pictures_of_the_hub_are_shown_and_those_of_others_are_links() -> None:
    assert element('![Carte de l’Oriental](/files/3 "t")', "img")["alt"] == "Carte de l’Oriental"
    foreign = element("![suivi](https://espion.example/x.png)", "a")
    assert foreign.text == "suivi"
    assert "<img" not in html("![suivi](https://espion.example/x.png)")
    assert "<img" not in html("![suivi](//espion.example/x.png)")


def test_mentions() -> None:
    source = "@focal.oriental et @Inconnu, `@code`, a@b.ma, /x/@y\n\n> @cite\n\n```\n@bloc\n```\n@focal.oriental."
    cooked = cook(source, language="fr", mention_targets={"focal.oriental": "/people/3"})
    assert cooked.mentions == ("focal.oriental", "inconnu")
    links = BeautifulSoup(cooked.html, "html.parser").select("a.mention")
    assert [(link["href"], link.text) for link in links] == [("/people/3", "@focal.oriental")] * 2


def test_a_mention_inside_a_link_is_its_text() -> None:
    cooked = cook("[@x](/y)", language="fr", mention_targets={"x": "/people/1"})
    assert cooked.html == '<p dir="auto"><a href="/y">@x</a></p>'


def test_plain_text_has_the_words_and_nothing_else() -> None:
    plain = cook(
        "# Titre\n\nUn **mot** [lien](/x) `code`\n- a\n- b\n\n| c | d |\n|--|--|\n| e | f |", language="fr"
    ).plain
    assert plain.split() == ["Titre", "Un", "mot", "lien", "code", "a", "b", "c", "d", "e", "f"]


def test_version_and_length() -> None:
    assert cook("a", language="fr").version == RENDERER_VERSION
    assert cook("a" * MAX_SOURCE, language="fr").html
    with pytest.raises(TextTooLong):
        cook("a" * (MAX_SOURCE + 1), language="fr")
    assert cook("", language="fr").html == ""


@pytest.mark.parametrize(
    ("source", "language", "selector", "direction"),
    [
        ("Bonjour", "fr", "p", "auto"),
        ("مرحبا", "fr", "p", "auto"),
        ("INDIMAJ هو مشروع الجهات للهجرة", "ar", "p", "rtl"),
        ("INDIMAJ is the name of the project الجهات", "ar", "p", "auto"),
        ("الحكامة est le mot arabe pour gouvernance", "fr", "p", "ltr"),
        ("- INDIMAJ مشروع الجهات", "ar", "ul", "rtl"),
        ("- مرحبا", "fr", "ul", "rtl"),
        ("- 12", "ar", "ul", "rtl"),
        ("> السلام عليكم", "fr", "blockquote", "rtl"),
        ("| الجهة | العدد |\n|--|--|\n| الشرق | 3 |", "fr", "table", "rtl"),
        ("# عنوان", "ar", "h3", "auto"),
        ("```\nx\n```", "ar", "pre", "ltr"),
    ],
)
def test_each_block_runs_its_own_way(source: str, language: str, selector: str, direction: str) -> None:
    assert element(source, selector, language)["dir"] == direction
