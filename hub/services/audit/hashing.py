"""What the chain is made of: SHA-256 over canonical JSON (sorted keys, no spaces, UTF-8)."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

FIRST_PREVIOUS = ""
"""What stands for the previous hash in the first entry."""


class Chained(Protocol):
    """The columns of an entry that its hash covers."""

    @property
    def id(self) -> int: ...
    @property
    def action(self) -> str: ...
    @property
    def actor_id(self) -> int | None: ...
    @property
    def actor_role(self) -> str: ...
    @property
    def ref_kind(self) -> str | None: ...
    @property
    def ref_id(self) -> int | None: ...
    @property
    def data_hash(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...


def new_salt() -> str:
    """128 random bits: without them nobody can guess the words behind a commitment by trying."""
    return secrets.token_hex(16)


def commitment(salt: str, data: Mapping[str, Any]) -> str:
    """What the chain keeps of an entry's words."""
    return _digest({"salt": salt, "data": data})


def chain_hash(number: int, previous: str, entry: Chained) -> str:
    """`number`: the entry's place in the chain, from 1; `previous`: the hash of the one before."""
    return _digest(
        {
            "number": number,
            "previous": previous,
            "id": entry.id,
            "action": entry.action,
            "actor": entry.actor_id,
            "role": entry.actor_role,
            "kind": entry.ref_kind,
            "thing": entry.ref_id,
            "data": entry.data_hash,
            "at": entry.created_at.astimezone(UTC).isoformat(timespec="microseconds"),
        }
    )


def _digest(value: Mapping[str, Any]) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
