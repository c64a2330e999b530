"""Does a file hold what its name says? Run on the quarantined copy, before anybody can open it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import puremagic

from hub.services.files.archive import Archive, ArchiveTooLarge, BadArchive, inspect
from hub.services.files.kinds import KINDS, MACRO_EXTENSIONS, FileKind
from hub.services.files.names import clean_name, split_extension

_HEAD = 4_096
_PDF = b"%PDF-"
_CONTENT_TYPES = "[Content_Types].xml"
_MACRO_PARTS = ("vbaproject", "vbadata", "activex/", "macrosheets/", "basic/", "scripts/")
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<?php", b"#!")
_SURE = 0.5


class Reason(StrEnum):
    """Why a file is refused. Worded for people in `messages.py`."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TYPE = "type"
    MACRO = "macro"
    MISMATCH = "mismatch"
    ARCHIVE = "archive"
    BOMB = "bomb"
    IMAGE = "image"
    MOVING = "moving"
    PIXELS = "pixels"
    INFECTED = "infected"
    PERSON_FULL = "person_full"
    HUB_FULL = "hub_full"


class RefusedFile(ValueError):
    """The file is not taken. `reason` says why, `name` which."""

    def __init__(self, reason: Reason, name: str) -> None:
        super().__init__(f"{reason}: {name}")
        self.reason = reason
        self.name = name


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that passed: its clean name and the media type it will be served with."""

    name: str
    media_type: str


def check_file(path: Path, raw_name: str) -> CheckedFile:
    """Raises RefusedFile."""
    name = clean_name(raw_name)
    kind = refuse_by_name(name)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise RefusedFile(Reason.EMPTY, name)
    proofs = {"magic": _prove_magic, "ooxml": _prove_ooxml, "odf": _prove_odf, "text": _prove_text}
    try:
        reason = proofs[kind.family](path, head, kind)
    except BadArchive as error:
        raise RefusedFile(Reason.ARCHIVE, name) from error
    except ArchiveTooLarge as error:
        raise RefusedFile(Reason.BOMB, name) from error
    if reason is not None:
        raise RefusedFile(reason, name)
    return CheckedFile(name, kind.media_type)


def refuse_by_name(name: str) -> FileKind:
    """The type that a clean name promises. Raises RefusedFile for one that is never taken."""
    _, extension = split_extension(name)
    if extension in MACRO_EXTENSIONS:
        raise RefusedFile(Reason.MACRO, name)
    kind = KINDS.get(extension)
    if kind is None:
        raise RefusedFile(Reason.TYPE, name)
    return kind


def _prove_magic(path: Path, head: bytes, kind: FileKind) -> Reason | None:
    if kind.extension == "pdf":
        return None if head.startswith(_PDF) else Reason.MISMATCH
    return None if kind.media_type in {KINDS[found].media_type for found in _recognised(head)} else Reason.MISMATCH


def _recognised(head: bytes) -> list[str]:
    """Extensions, among those we take, that puremagic reads from the first bytes."""
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return []
    return [match.extension.lstrip(".") for match in matches if match.extension.lstrip(".") in KINDS]


def _prove_ooxml(path: Path, head: bytes, kind: FileKind) -> Reason | None:
    if not head.startswith(b"PK"):
        return Reason.MISMATCH
    archive = inspect(path, keep=frozenset({_CONTENT_TYPES}))
    declared = archive.kept.get(_CONTENT_TYPES, b"")
    if _has_macros(archive) or b"macroEnabled" in declared:
        return Reason.MACRO
    return (
        None if kind.part in archive.names and f"{kind.media_type}.main+xml".encode() in declared else Reason.MISMATCH
    )


def _prove_odf(path: Path, head: bytes, kind: FileKind) -> Reason | None:
    if not head.startswith(b"PK"):
        return Reason.MISMATCH
    archive = inspect(path, keep=frozenset({"mimetype"}))
    if _has_macros(archive):
        return Reason.MACRO
    declared = archive.kept.get("mimetype", b"").strip()
    return None if declared == kind.part.encode() and "content.xml" in archive.names else Reason.MISMATCH


def _has_macros(archive: Archive) -> bool:
    return any(part in name.lower() for name in archive.names for part in _MACRO_PARTS)


def _prove_text(path: Path, head: bytes, kind: FileKind) -> Reason | None:
    """Plain text has no signature: it must hold no NUL, begin like no markup, and be no known binary type."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP) or _is_known_binary(head):
        return Reason.MISMATCH
    with path.open("rb") as file:
        while chunk := file.read(1 << 16):
            if b"\x00" in chunk:
                return Reason.MISMATCH
    return None


def _is_known_binary(head: bytes) -> bool:
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return False
    return any(match.confidence >= _SURE and match.extension not in {".txt", ".csv", ".md"} for match in matches)
