"""Passwords: argon2id, never more hashes at once than the machine can bear."""

import os
from base64 import b64encode
from enum import Enum
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()

# The hash that nobody's password has, with today's parameters: comparing with it takes as long as with a real one.
_NOBODY = "$argon2id$v=19$m={},t={},p={}${}${}".format(
    _hasher.memory_cost,
    _hasher.time_cost,
    _hasher.parallelism,
    b64encode(os.urandom(_hasher.salt_len)).decode().rstrip("="),
    b64encode(os.urandom(_hasher.hash_len)).decode().rstrip("="),
)

# A hash takes about 100 ms of one core and 64 MB: more at once than cores would slow every page of the process.
_turns = BoundedSemaphore(os.cpu_count() or 1)


class Verdict(Enum):
    """`STALE`: right, but hashed with older parameters; hash it again."""

    WRONG = "wrong"
    RIGHT = "right"
    STALE = "stale"


def hash_password(password: str) -> str:
    with _turns:
        return _hasher.hash(password)


def check_password(password_hash: str, password: str) -> Verdict:
    """Compare. An empty hash (unknown person, no password set) takes as long as a wrong password."""
    is_known = bool(password_hash)
    with _turns:
        try:
            _hasher.verify(password_hash if is_known else _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return Verdict.WRONG
    if not is_known:
        return Verdict.WRONG
    return Verdict.STALE if _hasher.check_needs_rehash(password_hash) else Verdict.RIGHT
