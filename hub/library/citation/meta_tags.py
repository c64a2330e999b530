"""`citation_*` tags (Highwire Press), read by Google Scholar and Zotero from the page's head."""

from hub.library.citation.reference import Reference


def meta_tags(reference: Reference) -> list[tuple[str, str]]:
    """(name, content) pairs in the order they are written."""
    pairs = [
        ("citation_title", reference.title),
        *(("citation_author", author) for author in reference.authors),
        ("citation_publication_date", f"{reference.published:%Y/%m/%d}"),
        ("citation_publisher", reference.publisher),
        ("citation_technical_report_institution", reference.publisher if reference.kind == "practice" else ""),
        ("citation_technical_report_number", f"{reference.version}" if reference.kind == "practice" else ""),
        ("citation_language", reference.language),
        *(("citation_keywords", keyword) for keyword in reference.keywords),
        ("citation_abstract_html_url", reference.address),
        ("citation_public_url", reference.version_address),
    ]
    return [(name, content) for name, content in pairs if content]
