"""Search over all content, in French, Arabic and English."""

from flask import Flask

from .answers import Count, Facets, Filters, Hit, SearchPage
from .asking import Question, understand
from .commands import search_commands
from .ddl import create_index_ddl, drop_index_ddl
from .finding import search
from .indexing import rebuild
from .models import SearchDocument
from .suggesting import Suggestion, suggest
from .synonyms import Synonym, synonyms

__all__ = [
    "Count",
    "Facets",
    "Filters",
    "Hit",
    "Question",
    "SearchDocument",
    "SearchPage",
    "Suggestion",
    "Synonym",
    "create_index_ddl",
    "drop_index_ddl",
    "init_app",
    "rebuild",
    "search",
    "suggest",
    "synonyms",
    "understand",
]


def init_app(app: Flask) -> None:
    app.cli.add_command(search_commands)
