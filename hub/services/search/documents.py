"""From a thing to its documents: one a language, and one a page of each file that hangs on it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import inspect, select

from hub.core.db import DbSession
from hub.core.registry import ContentKind, Ref, SearchEntry, SearchPart
from hub.services.files.models import Attachment
from hub.services.files.queries import PageText, file_address, texts_of
from hub.services.text import detect_language

from .analyser import ANALYSER_VERSION, Terms, analyse, surface, words
from .marks import ATTACHED, kind_mark, language_mark, region_mark, subject_mark, theme_mark
from .models import STORED_BODY

INDEXED_BODY = 60_000
INDEXED_TITLE = 500
MOST_PAGES = 1_000
"""Pages of all files of one thing; what comes after them is not found."""
_PDF = "application/pdf"
_EPOCH = date(1970, 1, 1)

Row = dict[str, Any]


def key_of(row: Any) -> int:
    """The primary key of a loaded thing."""
    return int(inspect(row).mapper.primary_key_from_instance(row)[0])


def primary_key(kind: ContentKind) -> Any:
    """The column that `ref_id` holds."""
    return getattr(kind.model, inspect(kind.model).primary_key[0].key)


def documents_of(session: DbSession, rows: Sequence[tuple[ContentKind, Any]]) -> list[Row]:
    """The documents of these things; none for what is not to be found."""
    entries: dict[Ref, tuple[ContentKind, SearchEntry]] = {}
    for kind, row in rows:
        entry = kind.search_entry(row) if kind.search_entry else None
        if entry is not None:
            entries[Ref(kind.name, key_of(row))] = (kind, entry)
    found = [_own(ref, entry, part, kind) for ref, (kind, entry) in entries.items() for part in entry.parts]
    for ref in _with_files(session, entries):
        kind, entry = entries[ref]
        found += [_attached(ref, entry, page) for page in texts_of(session, ref)[:MOST_PAGES]]
    return found


def _with_files(session: DbSession, refs: Iterable[Ref]) -> Iterator[Ref]:
    wanted = list(refs)
    for kind in dict.fromkeys(ref.kind for ref in wanted):
        ids = [ref.id for ref in wanted if ref.kind == kind]
        owners = (
            select(Attachment.owner_id).where(Attachment.owner_kind == kind, Attachment.owner_id.in_(ids)).distinct()
        )
        yield from (Ref(kind, key) for key in session.scalars(owners))


def _own(ref: Ref, entry: SearchEntry, part: SearchPart, kind: ContentKind) -> Row:
    title = part.title[:INDEXED_TITLE]
    return _document(
        ref,
        entry,
        kind=ref.kind,
        language=part.language,
        address=entry.address or kind.address(ref.id),
        title=title,
        title_words=" ".join(dict.fromkeys(surface(word) for word in words(title))),
        text=part.body,
    )


def _attached(ref: Ref, entry: SearchEntry, page: PageText) -> Row:
    """A page of a file. Its title is the file's name, which finds it but is not offered while typing."""
    address = file_address(page.attachment_id, page.name)
    if page.page and page.media_type == _PDF:
        address += f"#page={page.page}"
    row = _document(
        ref,
        entry,
        kind=ATTACHED,
        language=detect_language(page.text, entry.parts[0].language if entry.parts else "fr"),
        address=address[:300],
        title=page.name[:INDEXED_TITLE],
        title_words="",
        text=page.text,
    )
    return row | {"attachment_id": page.attachment_id, "page": page.page, "audience": page.audience}


def _document(
    ref: Ref, entry: SearchEntry, *, kind: str, language: str, address: str, title: str, title_words: str, text: str
) -> Row:
    in_title: Terms = analyse(title, language)
    in_text: Terms = analyse(text[:INDEXED_BODY], language)
    subject = entry.subject or ref
    marks = [
        kind_mark(kind),
        subject_mark(subject.kind),
        language_mark(language),
        *map(region_mark, entry.regions),
        *map(theme_mark, entry.themes),
    ]
    return {
        "kind": ref.kind,
        "ref_id": ref.id,
        "subject_kind": subject.kind,
        "subject_id": subject.id,
        "language": language,
        "analyser_version": ANALYSER_VERSION,
        "moment": entry.moment,
        "day": (entry.moment.date() - _EPOCH).days if entry.moment else None,
        "attachment_id": 0,
        "page": 0,
        "audience": "",
        "address": address,
        "regions": " ".join(entry.regions),
        "themes": " ".join(entry.themes),
        "marks": " ".join(dict.fromkeys(marks)),
        "title": title,
        "title_terms": " ".join(in_title.main),
        "title_words": title_words,
        "body_terms": " ".join(in_text.main),
        "other_terms": " ".join(dict.fromkeys((*in_title.other, *in_text.other))),
        "body": " ".join(text[:STORED_BODY].split()),
    }
