"""What the library offers to programs."""

from dataclasses import dataclass
from typing import Annotated

from hub.core.access import Actor, Permission, guard
from hub.core.db import db
from hub.core.errors import Conflict, Invalid
from hub.core.locale import LANGUAGES, current_language, gettext, lazy_gettext, listed
from hub.core.paging import Cursor, Page
from hub.library.actions.creating import create_record
from hub.library.actions.editing import edit_record
from hub.library.actions.publishing import submit
from hub.library.api_shapes import NewRecord, RecordChange, RecordItem, RecordSheet, read_values, values_of
from hub.library.content.fields import RecordKind
from hub.library.content.vocabulary import MATURITIES
from hub.library.filters import Filters
from hub.library.form_choices import choices_for
from hub.library.labels import field_label
from hub.library.page import choose_language
from hub.library.queries import cards
from hub.library.queries.cards import RecordCard
from hub.library.queries.desk import desk
from hub.library.queries.records import find, shown_content
from hub.web.addresses import absolute
from hub.web.api import ApiPart, Limits, Made

PART = ApiPart("library", lazy_gettext("Library"))

Languages = Annotated[str, Limits(choices=tuple(LANGUAGES))]


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """`text`: a language that the record has a version in."""

    kind: RecordKind | None = None
    theme: Annotated[str, Limits(longest=16)] | None = None
    region: Annotated[str, Limits(longest=16)] | None = None
    maturity: Annotated[str, Limits(choices=MATURITIES)] | None = None
    text: Languages | None = None


@dataclass(frozen=True, slots=True)
class TextQuery:
    """`text`: the language of the texts, where there is such a version."""

    text: Languages | None = None


@PART.get("/library/records", lazy_gettext("Published records, the newest first"))
def records(actor: Actor, query: RecordQuery, cursor: Cursor) -> Page[RecordItem]:
    filters = Filters(query.kind or "", query.theme or "", query.region or "", query.maturity or "", query.text or "")
    page = cards.list_page(db.session, actor, filters, current_language().code, cursor)
    return Page([_item(card) for card in page.items], page.next_cursor)


@PART.get("/library/drafts", lazy_gettext("One’s own drafts and submitted records"), Permission.LIBRARY_RECORD_CREATE)
def drafts(actor: Actor) -> list[RecordItem]:
    return [_item(card) for card in desk(db.session, actor, current_language().code).mine]


@PART.get("/library/records/<int:record_id>", lazy_gettext("One record, with all its fields"))
def record(actor: Actor, record_id: int, query: TextQuery) -> RecordSheet:
    found = find(db.session, actor, record_id)
    content = shown_content(found)
    language = choose_language(content, query.text or "", current_language().code)
    return RecordSheet(
        id=found.id,
        kind=RecordKind(found.kind),
        form=found.form,
        status=found.status,
        audience=found.audience,
        language=language,
        source_language=content.source_language,
        languages=[code for code in LANGUAGES if content.value("title", code)],
        version=found.shown_version,
        latest_version=found.latest_version,
        changed_at=found.changed_at,
        published_at=found.published_at,
        values=values_of(content, language),
        address=absolute(found.address),
    )


@PART.post("/library/records", lazy_gettext("Begin a record, as a draft"), Permission.LIBRARY_RECORD_CREATE)
def begin(actor: Actor, body: NewRecord, given: frozenset[str]) -> Made:
    values = read_values(body, given, body.kind, choices_for(db.session))
    made = create_record(actor, body.kind, body.language, values)
    return Made.at(made.id, made.address)


@PART.patch("/library/records/<int:record_id>", lazy_gettext("Change a record"), Permission.LIBRARY_RECORD_EDIT)
def change(actor: Actor, record_id: int, body: RecordChange, given: frozenset[str]) -> Made:
    found = find(db.session, actor, record_id)
    guard(actor, Permission.LIBRARY_RECORD_EDIT, found)
    if body.version > found.latest_version:
        raise Invalid({"version": gettext("There is no such version.")})
    values = read_values(body, given, RecordKind(found.kind), choices_for(db.session, found.theme_codes))
    saved = edit_record(actor, record_id, values, base=body.version, is_minor=body.is_minor, note=body.note)
    if saved.clashes:
        names = listed(str(field_label(name)) for name in saved.clashes)
        raise Conflict(gettext("Somebody else changed these fields meanwhile: %(fields)s.", fields=names))
    return Made.at(record_id, found.address)


@PART.post(
    "/library/records/<int:record_id>/submission",
    lazy_gettext("Submit a draft for publication"),
    Permission.LIBRARY_RECORD_EDIT,
    status=200,
)
def offer(actor: Actor, record_id: int) -> Made:
    submitted = submit(actor, record_id)
    return Made.at(submitted.id, submitted.address)


def _item(card: RecordCard) -> RecordItem:
    return RecordItem(
        id=card.id,
        kind=RecordKind(card.kind),
        form=card.form,
        status=card.status,
        maturity=card.maturity,
        title=card.title,
        excerpt=card.excerpt,
        language=card.language,
        themes=card.theme_codes,
        regions=card.region_codes,
        listed_at=card.listed_at,
        address=absolute(card.address),
    )
