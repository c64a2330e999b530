"""Text that people write: Markdown, languages, excerpts, differences."""

from .cooking import MAX_SOURCE, RENDERER_VERSION, Cooked, TextTooLong, cook
from .diff import word_diff
from .excerpting import excerpt
from .language import detect_language
from .quoting import quote

__all__ = [
    "MAX_SOURCE",
    "RENDERER_VERSION",
    "Cooked",
    "TextTooLong",
    "cook",
    "detect_language",
    "excerpt",
    "quote",
    "word_diff",
]
