"""What a record still lacks before it may be published in its form."""

from hub.library.content.content import Content
from hub.library.content.fields import Form, RecordKind, fields_of
from hub.library.content.vocabulary import HOME_COUNTRY


def missing_for(content: Content, form: Form, *, has_file: bool = False) -> list[str]:
    """Names of the fields that `form` needs and that are empty, in the order of the form.

    Territory is given by regions, or by a place in another country. A document needs something to read: a text or a file.
    """
    missing = [
        field.name for field in fields_of(content.kind) if form in field.needed_by and not content.value(field.name)
    ]
    if not content.regions and not _is_abroad(content):
        missing.append("regions")
    if content.kind is RecordKind.DOCUMENT and not content.value("body") and not has_file:
        missing.append("body")
    order = [field.name for field in fields_of(content.kind)]
    return sorted(missing, key=order.index)


def required_form(content: Content) -> Form:
    """The form whose rules apply: a plain document follows those of a snapshot."""
    return Form.SNAPSHOT if content.kind is RecordKind.DOCUMENT else content.form


def _is_abroad(content: Content) -> bool:
    return content.facts.country != HOME_COUNTRY and bool(content.facts.place)
