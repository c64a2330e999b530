"""A thing of the hub that a text refers to, drawn in the text: within a sentence, or as a card of its own."""

from markupsafe import Markup, escape

from hub.core.locale import LANGUAGES, format_date
from hub.core.registry import Card, registry
from hub.services.text import ALONE_CLASS, REFERENCE_CLASS


def reference_card(card: Card, *, is_alone: bool) -> Markup:
    """A link with the kind and the title; standing alone, with the note and the day as well."""
    label = registry.kinds[card.ref.kind].label
    language = LANGUAGES.get(card.language)
    said = Markup(' lang="{}" dir="{}"').format(language.code, language.direction) if language else Markup("")
    title = Markup('<bdi class="ref-title"{}>{}</bdi>').format(said, card.title)
    kind = Markup('<span class="ref-kind">{}</span>').format(str(label))
    if not is_alone:
        return Markup('<a class="{}" href="{}">{} {}</a>').format(REFERENCE_CLASS, card.address, kind, title)
    day = format_date(card.moment.date()) if card.moment else ""
    details = [Markup('<span class="ref-note">{}</span>').format(text) for text in (card.note, day) if text]
    return Markup('<a class="{} {}" href="{}">{} {}{}</a>').format(
        REFERENCE_CLASS, ALONE_CLASS, escape(card.address), kind, title, Markup("").join(details)
    )
