"""BibTeX (BibLaTeX's `@report` and `@misc` fields, readable by classic BibTeX as `@misc`). Text is UTF-8."""

from hub.library.citation.reference import Reference

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\n": " ",
    }
)
LANGUAGES = {"fr": "french", "ar": "arabic", "en": "english"}
MEDIA_TYPE = "application/x-bibtex"


def bibtex(reference: Reference) -> str:
    """One entry. Institutions stand in double braces, so that no program takes them for first and last names."""
    fields = {
        "title": f"{{{_escape(reference.title)}}}",
        "author": " and ".join(f"{{{_escape(author)}}}" for author in reference.authors),
        "publisher": f"{{{_escape(reference.publisher)}}}" if reference.publisher else "",
        "year": f"{reference.published.year}",
        "month": f"{reference.published.month}",
        "version": f"{reference.version}",
        "url": reference.version_address,
        "language": LANGUAGES.get(reference.language, reference.language),
        "keywords": _escape(", ".join(reference.keywords)),
        "abstract": _escape(reference.abstract),
        "note": _escape(reference.licence),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{reference.key},", *lines, "}", ""])


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)
