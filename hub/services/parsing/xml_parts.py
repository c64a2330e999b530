"""XML parts of office files, read without entities, network or unbounded trees."""

import zipfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lxml import etree

from hub.services.parsing.pages import Unreadable

MOST_BYTES = 60_000_000


class Parts:
    """The parts of one office file."""

    def __init__(self, source: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(source)
        except (zipfile.BadZipFile, OSError) as error:
            raise Unreadable("damaged") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._archive.close()

    def tree(self, name: str) -> Any:
        """The root element of a part. Raises Unreadable (`damaged`)."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
        )
        try:
            with self._archive.open(name) as part:
                content = part.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise Unreadable("damaged")
            return etree.fromstring(content, parser)
        except (
            KeyError,
            zipfile.BadZipFile,
            NotImplementedError,
            RuntimeError,
            OSError,
            etree.XMLSyntaxError,
        ) as error:
            raise Unreadable("damaged") from error
