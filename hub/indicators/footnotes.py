"""Sources and remarks, each said once and numbered."""

from collections.abc import Mapping, Sequence

from hub.indicators.cells import BoardCell
from hub.indicators.queries import Value


def number_footnotes(values: Sequence[Value]) -> dict[tuple[str, str], int]:
    """Each source, and each remark of a source, once, numbered in the order of appearance."""
    numbers: dict[tuple[str, str], int] = {}
    for value in values:
        for text in note_texts(value):
            numbers.setdefault(text, len(numbers) + 1)
    return numbers


def note_texts(value: Value) -> list[tuple[str, str]]:
    texts = [(value.source or value.producer, value.source_url)]
    return [*texts, (value.note, "")] if value.note else texts


def footnotes_of(value: Value, numbers: Mapping[tuple[str, str], int]) -> tuple[int, ...]:
    return tuple(numbers[text] for text in note_texts(value))


def shared_notes(cells: Sequence[BoardCell]) -> tuple[int, ...]:
    """Footnotes that every value of a column has: said once in its head."""
    noted = [set(cell.notes) for cell in cells if cell.notes]
    return tuple(sorted(set.intersection(*noted))) if noted else ()
