"""From nothing to a hub that can be served: migrations, reference data, demo network. Every step is safe to repeat."""

from collections.abc import Callable, Mapping
from functools import partial

from flask_migrate import upgrade

from hub.core.db import DbSession, db, one_transaction
from hub.events import demo as events_demo
from hub.forum import demo as forum_demo
from hub.forum import reference as forum_reference
from hub.indicators import demo as indicators_demo
from hub.indicators import reference as indicators_reference
from hub.library import demo as library_demo
from hub.network import reference
from hub.network.demo import DemoPeople, demo_people, load_large_people, load_people
from hub.network.loads import is_loaded, mark_loaded
from hub.services import search

DEMO_STEPS: Mapping[str, Callable[[DemoPeople], None]] = {
    "indicators": indicators_demo.load_demo,
    "forum": forum_demo.load_demo,
    "events": events_demo.load_demo,
    "library": library_demo.load_demo,
}

LARGE_STEPS: Mapping[str, Callable[[], None]] = {
    "people": load_large_people,
    "forum": forum_demo.load_large,
    "events": events_demo.load_large,
    "library": library_demo.load_large,
    "indicators": indicators_demo.load_large,
}


def prepare(*, with_demo: bool) -> None:
    """Migrations, reference data and, when asked, the demo network. Needs an application context."""
    upgrade()
    load_reference()
    with one_transaction():
        search.refresh(db.session)
    if with_demo:
        load_demo()


def load_reference() -> None:
    """Regions, themes, indicator guide, observations, forum categories: brought up to date with what ships."""
    with one_transaction():
        reference.load_reference(db.session)
        indicators_reference.load_reference(db.session)
        forum_reference.load_reference(db.session)
        search.load_synonyms(db.session)


def load_demo() -> None:
    """The demo network, once: all of a step in one transaction."""
    _once("demo:people", load_people)
    for name, load in DEMO_STEPS.items():
        _once(f"demo:{name}", partial(_with_people, load))


def load_large() -> None:
    """The load set, once, on top of the demo."""
    for name, load in LARGE_STEPS.items():
        _once(f"large:{name}", partial(_alone, load))
    _once("large:search", _index)


def _with_people(load: Callable[[DemoPeople], None], session: DbSession) -> None:
    load(demo_people(session))


def _alone(load: Callable[[], None], _session: DbSession) -> None:
    load()


def _index(session: DbSession) -> None:
    """The load set is written past the session, and so past the index."""
    search.rebuild(session)
    search.keep_words(session, search.tally_words(session))


def _once(name: str, load: Callable[[DbSession], None]) -> None:
    if is_loaded(db.session, name):
        return
    with one_transaction():
        load(db.session)
        mark_loaded(db.session, name)
