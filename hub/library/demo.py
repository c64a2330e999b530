"""The library of the demo network, and the load set."""

from hub.library.loading.documents import load_documents
from hub.library.loading.in_progress import load_in_progress
from hub.library.loading.large import load_large_records
from hub.library.loading.linking import link_records
from hub.library.loading.practices import load_practices
from hub.network.demo import DemoPeople


def load_demo(people: DemoPeople) -> None:
    """Fourteen practices with their sources, templates, work in progress, links with the other parts."""
    practices = load_practices(people)
    load_documents(people)
    load_in_progress(people, practices)
    link_records(people["organiser"], practices)


def load_large() -> None:
    """2,000 records."""
    load_large_records()
