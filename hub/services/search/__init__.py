"""Search over all content, in French, Arabic and English."""

from flask import Flask

from hub.services.files import when_files_change

from . import nightly
from .answers import Count, Facets, FileHit, Filters, Hit, SearchPage
from .asking import Question, understand
from .commands import search_commands
from .ddl import create_index_ddl, drop_index_ddl
from .finding import search
from .indexing import reindex
from .misses import Miss, frequent_misses, note_miss
from .models import SearchDocument, SearchSynonyms
from .nightly import refresh
from .rebuilding import rebuild
from .suggesting import Suggestion, suggest
from .synonyms import Synonym, forget_synonyms, load_synonyms, split_names, synonyms
from .vocabulary import did_you_mean, keep_words, tally_words

__all__ = [
    "Count", "Facets", "FileHit", "Filters", "Hit", "Miss", "Question", "SearchDocument", "SearchPage", "SearchSynonyms",
    "Suggestion", "Synonym", "create_index_ddl", "did_you_mean", "drop_index_ddl", "forget_synonyms", "frequent_misses",
    "init_app", "keep_words", "load_synonyms", "note_miss", "rebuild", "refresh", "reindex", "search", "split_names",
    "suggest", "synonyms", "tally_words", "understand",
]  # fmt: skip


def init_app(app: Flask) -> None:
    when_files_change(reindex)
    nightly.register()
    app.cli.add_command(search_commands)
