"""Citations are read back as the programs that import them do."""

import json
import re
from datetime import date

from hub.library.citation.bibtex import bibtex
from hub.library.citation.csl import csl
from hub.library.citation.jsonld import jsonld
from hub.library.citation.meta_tags import meta_tags
from hub.library.citation.reference import Place, Reference
from hub.library.citation.ris import ris

NASTY = "Accueil & orientation : 100 % {réussi} #1 _ \\ ~ ^ $"
REFERENCE = Reference(
    id=12,
    kind="practice",
    title=NASTY,
    abstract="Première ligne\nSeconde ligne",
    language="ar",
    authors=("Conseil régional de l’Oriental", "مجلس جهة الشرق"),
    publisher="Réseau des régions – Migration",
    published=date(2026, 9, 3),
    modified=date(2026, 10, 1),
    version=4,
    address="https://hub.example/library/12",
    version_address="https://hub.example/library/12/versions/4",
    keywords=("Santé", "Emploi"),
    places=(Place("Oriental", "MA-02"),),
    period="2012/2019",
    licence="CC BY 4.0",
    licence_address="https://creativecommons.org/licenses/by/4.0/",
    sources=("https://example.org/a",),
    titles={"ar": NASTY, "fr": "Autre"},
)


def read_bibtex(text: str) -> tuple[str, dict[str, str]]:
    """A small reader that counts braces, as BibTeX does."""
    head = re.match(r"@misc\{([\w-]+),\n", text)
    assert head
    fields, rest = {}, text[head.end() :]
    while found := re.match(r"\s*(\w+) = \{", rest):
        depth, position = 1, found.end()
        while depth:
            char = rest[position]
            if char == "\\":
                position += 2
                continue
            depth += {"{": 1, "}": -1}.get(char, 0)
            position += 1
        fields[found[1]] = rest[found.end() : position - 1]
        rest = rest[position:].removeprefix(",")
    assert rest.strip() == "}"
    return head[1], fields


def test_bibtex_braces_balance_whatever_the_title_holds() -> None:
    key, fields = read_bibtex(bibtex(REFERENCE))
    assert key == "hub-record-12-v4"
    assert fields["author"] == "{Conseil régional de l’Oriental} and {مجلس جهة الشرق}"
    assert fields["title"] == (
        r"{Accueil \& orientation : 100 \% \{réussi\} \#1 \_ \textbackslash{} \textasciitilde{} \textasciicircum{} \$}"
    )
    assert fields["url"].endswith("/versions/4")
    assert "\n" not in fields["abstract"]


def test_ris_has_tagged_lines_and_an_end() -> None:
    lines = ris(REFERENCE).split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])
    assert lines[0] == "TY  - RPRT"
    assert lines[-2:] == ["ER  - ", ""]
    assert [line[6:] for line in lines if line.startswith("AU")] == [
        "Conseil régional de l’Oriental,",
        "مجلس جهة الشرق,",
    ]
    assert "AB  - Première ligne Seconde ligne" in lines


def test_csl_is_a_list_of_one_item() -> None:
    (item,) = json.loads(json.dumps(csl(REFERENCE)))
    assert (item["type"], item["id"]) == ("report", "hub-record-12-v4")
    assert item["issued"] == {"date-parts": [[2026, 9, 3]]}
    assert item["author"][0] == {"literal": "Conseil régional de l’Oriental"}


def test_jsonld_names_things_in_schema_org() -> None:
    document = json.loads(json.dumps(jsonld(REFERENCE)))
    assert (document["@context"], document["@type"]) == ("https://schema.org", "Report")
    assert document["inLanguage"] == "ar"
    assert document["alternativeHeadline"] == [{"@language": "fr", "@value": "Autre"}]
    assert document["spatialCoverage"] == [{"@type": "Place", "name": "Oriental", "identifier": "MA-02"}]
    assert document["temporalCoverage"] == "2012/2019"


def test_meta_tags_follow_the_highwire_names() -> None:
    pairs = meta_tags(REFERENCE)
    assert ("citation_publication_date", "2026/09/03") in pairs
    assert [content for name, content in pairs if name == "citation_author"] == list(REFERENCE.authors)
