"""Boards drawn before. Figures are public and change a few times a year, while their table, chart and sheet cost some
milliseconds to draw: so the drawn part of a page is kept until the figures change.

The key holds the figures' version, which is a new random token after every change: nothing drawn from older figures can be
found again, whichever process changed them. Nothing that depends on the reader is kept.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from markupsafe import Markup

Key = tuple[str, str, str, str]
MOST = 300


@dataclass(frozen=True, slots=True)
class KeptBoard:
    """`indicator_id`: the number by which links know it. `path`: canonical address of the page."""

    title: str
    path: str
    content: Markup
    indicator_id: int | None


class BoardShelf:
    """The most recently asked for."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.boards: OrderedDict[Key, KeptBoard] = OrderedDict()
        self.lock = Lock()

    def find(self, key: Key) -> KeptBoard | None:
        with self.lock:
            found = self.boards.get(key)
            if found is not None:
                self.boards.move_to_end(key)
            return found

    def keep(self, key: Key, board: KeptBoard) -> None:
        with self.lock:
            self.boards[key] = board
            while len(self.boards) > self.most:
                self.boards.popitem(last=False)


shelf = BoardShelf()
