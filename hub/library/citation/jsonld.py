"""JSON-LD with the schema.org vocabulary: what search engines and harvesters read."""

from typing import Any

from hub.library.citation.reference import Place, Reference

MEDIA_TYPE = "application/ld+json"


def jsonld(reference: Reference) -> dict[str, Any]:
    """One `Report` (practice) or `DigitalDocument`. Titles in other languages are `alternativeHeadline`s with language."""
    others = {code: title for code, title in reference.titles.items() if code != reference.language}
    document = {
        "@context": "https://schema.org",
        "@type": "Report" if reference.kind == "practice" else "DigitalDocument",
        "@id": reference.address,
        "url": reference.address,
        "identifier": reference.version_address,
        "name": reference.title,
        "alternativeHeadline": [{"@language": code, "@value": title} for code, title in sorted(others.items())],
        "abstract": reference.abstract,
        "inLanguage": reference.language,
        "author": [_organisation(author) for author in reference.authors],
        "publisher": _organisation(reference.publisher) if reference.publisher else None,
        "datePublished": reference.published.isoformat(),
        "dateModified": reference.modified.isoformat(),
        "version": reference.version,
        "license": reference.licence_address or None,
        "keywords": list(reference.keywords),
        "spatialCoverage": [_place(place) for place in reference.places],
        "temporalCoverage": reference.period,
        "citation": list(reference.sources),
    }
    return {name: value for name, value in document.items() if value}


def _organisation(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def _place(place: Place) -> dict[str, str]:
    return {"@type": "Place", "name": place.name} | ({"identifier": place.code} if place.code else {})
