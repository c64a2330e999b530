"""RIS (Reference Manager), as Zotero, EndNote and Mendeley read it: CRLF lines `XX  - value`, `ER` last."""

from hub.library.citation.reference import Reference

MEDIA_TYPE = "application/x-research-info-systems"


def ris(reference: Reference) -> str:
    """One record of type RPRT (report) for a practice, GEN for a document."""
    day = reference.published
    pairs = [
        ("TY", "RPRT" if reference.kind == "practice" else "GEN"),
        ("ID", reference.key),
        ("TI", reference.title),
        *(("AU", f"{author},") for author in reference.authors),
        ("PB", reference.publisher),
        ("PY", f"{day.year}"),
        ("DA", f"{day:%Y/%m/%d}"),
        ("ET", f"{reference.version}"),
        ("LA", reference.language),
        ("AB", reference.abstract),
        *(("KW", keyword) for keyword in reference.keywords),
        ("UR", reference.version_address),
        ("N1", reference.licence),
    ]
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in pairs if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _one_line(text: str) -> str:
    return " ".join(text.split())
