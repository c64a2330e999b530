"""Text that people write: Markdown, languages, excerpts, differences."""

from .cooking import ALONE_CLASS, MAX_SOURCE, RENDERER_VERSION, Cooked, TextTooLong, cook
from .diff import word_diff
from .excerpting import excerpt
from .inline import REFERENCE_CLASS
from .language import detect_language
from .quoting import quote

__all__ = [
    "ALONE_CLASS",
    "MAX_SOURCE",
    "REFERENCE_CLASS",
    "RENDERER_VERSION",
    "Cooked",
    "TextTooLong",
    "cook",
    "detect_language",
    "excerpt",
    "quote",
    "word_diff",
]
