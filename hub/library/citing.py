"""From a published record to its citation."""

from markupsafe import Markup, escape

from hub.core.locale import gettext
from hub.library.citation.reference import Place, Reference
from hub.library.content.content import Content
from hub.library.content.vocabulary import HOME_COUNTRY, LICENCE_ADDRESSES
from hub.library.cooking import plain
from hub.library.labels import choice_label, country_name
from hub.library.models import Record
from hub.network.vocabularies import Names
from hub.web.addresses import absolute


def reference_for(record: Record, content: Content, language: str, themes: Names, regions: Names) -> Reference:
    """In `language` when the record has that version. The author is the lead institution, never a person."""
    facts = content.facts
    published = record.published_at or record.created_at
    return Reference(
        id=record.id,
        kind=record.kind,
        title=content.value("title", language) or content.value("title"),
        abstract=plain(content.value("summary", language) or content.value("summary")),
        language=language if content.value("title", language) else content.source_language,
        authors=(facts.lead,) if facts.lead else (gettext("Regions Network – Migration"),),
        publisher=gettext("Regions Network – Migration"),
        published=published.date(),
        modified=record.changed_at.date(),
        version=record.shown_version,
        address=absolute(record.address),
        version_address=absolute(f"{record.address}/versions/{record.shown_version}"),
        keywords=(*(str(themes[code]) for code in content.themes if code in themes), *facts.keywords),
        places=_places(content, regions),
        period=_interval(facts.period_start, facts.period_end),
        licence=choice_label("licence", facts.licence) if facts.licence else "",
        licence_address=LICENCE_ADDRESSES.get(facts.licence, ""),
        sources=tuple(source.address for source in facts.sources),
        titles={code: edition.text("title") for code, edition in content.editions.items() if edition.text("title")},
    )


def cite(reference: Reference) -> Markup:
    """One line to copy into a document; each part isolated, so that scripts do not mix."""
    pattern = gettext("%(authors)s, “%(title)s”, %(publisher)s, version %(version)s, %(year)s, %(address)s")
    parts = {
        "authors": ", ".join(reference.authors),
        "title": reference.title,
        "publisher": reference.publisher,
        "version": reference.version,
        "year": reference.published.year,
        "address": reference.version_address,
    }
    return escape(pattern) % {name: Markup("<bdi>{}</bdi>").format(value) for name, value in parts.items()}


def _places(content: Content, regions: Names) -> tuple[Place, ...]:
    found = [Place(str(regions[code]), f"MA-{code}") for code in content.regions if code in regions]
    if content.facts.country != HOME_COUNTRY:
        found.append(Place(country_name(content.facts.country), content.facts.country))
    return tuple(found)


def _interval(start: int | None, end: int | None) -> str:
    """ISO 8601-2: `2012/2019`, `2003/..`."""
    return f"{start}/{end or '..'}" if start else ""
