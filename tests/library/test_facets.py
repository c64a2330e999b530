"""Facets: counts under the other facets' choices, for what the reader may see."""

from hub.core.access import MEMBERS_AUDIENCE, VISITOR
from hub.core.db import db
from hub.core.paging import Cursor
from hub.library.actions.translating import translate_record
from hub.library.actions.withdrawing import withdraw
from hub.library.filters import Filters
from hub.library.queries.cards import list_page
from hub.library.queries.facets import FacetCache, count, generation
from hub.network.demo import DemoPeople
from tests.factories.library import draft, published


def make(people: DemoPeople) -> None:
    published(people, title="A", themes=("P05",), regions=("02",), maturity="proven")
    published(people, title="B", themes=("P05", "P11"), regions=("02", "09"), maturity="tried")
    published(people, title="C", themes=("P11",), regions=("09",), audience=MEMBERS_AUDIENCE)
    draft(people["focal.oriental"], title="D", themes=("P05",))


def test_counts_are_of_what_the_reader_sees(people: DemoPeople) -> None:
    make(people)
    assert count(db.session, VISITOR, Filters())["theme"] == {"P05": 2, "P11": 1}
    assert count(db.session, people["partner"], Filters())["theme"] == {"P05": 2, "P11": 2}
    assert count(db.session, VISITOR, Filters())["maturity"] == {"proven": 1, "tried": 1}


def test_a_facet_is_counted_under_the_others_choices_not_its_own(people: DemoPeople) -> None:
    make(people)
    counts = count(db.session, people["partner"], Filters(region="09"))
    assert counts["theme"] == {"P05": 1, "P11": 2}
    assert counts["region"] == {"02": 2, "09": 2}


def test_the_list_has_as_many_records_as_the_facet_promised(people: DemoPeople) -> None:
    make(people)
    for region, number in count(db.session, VISITOR, Filters(theme="P05"))["region"].items():
        page = list_page(db.session, VISITOR, Filters(theme="P05", region=region), "fr", Cursor())
        assert len(page.items) == number


def test_language_counts_versions_of_the_text(people: DemoPeople) -> None:
    make(people)
    record = published(people, title="E")
    translate_record(people["organiser"], record.id, "ar", {"title": "عنوان"}, base=1)
    assert count(db.session, VISITOR, Filters())["text"] == {"fr": 3, "ar": 1}
    page = list_page(db.session, VISITOR, Filters(text="ar"), "ar", Cursor())
    assert [(card.title, card.language) for card in page.items] == [("عنوان", "ar")]


def test_what_is_kept_follows_every_change(people: DemoPeople) -> None:
    cache, made = FacetCache(), iter(range(10))
    record = published(people)

    def kept() -> int:
        return cache.get("key", generation(db.session), lambda: next(made))

    assert (kept(), kept()) == (0, 0)
    withdraw(people["organiser"], record.id, "Retirée")
    assert (kept(), kept()) == (1, 1)


def test_the_oldest_is_forgotten_and_everything_ages() -> None:
    cache, made = FacetCache(size=2), iter(range(10))
    for key in ("a", "b", "c", "a"):
        cache.get(key, None, lambda: next(made))
    assert next(made) == 4
    old = FacetCache(lifetime=-1)
    assert [old.get("a", None, lambda: next(made)) for _ in range(2)] == [5, 6]


def test_unknown_choices_are_dropped_or_find_nothing() -> None:
    filters = Filters.from_query({"kind": "novel", "maturity": "<script>", "text": "de", "theme": "P05"})
    assert filters == Filters(theme="P05")
    assert filters.query == "?theme=P05"


def test_a_chosen_value_is_let_go_by_choosing_it_again() -> None:
    filters = Filters(theme="P05", region="02")
    assert filters.toggled("theme", "P05") == Filters(region="02")
    assert filters.toggled("theme", "P11").query == "?theme=P11&region=02"


def test_paging_goes_through_all_records_once(people: DemoPeople) -> None:
    for number in range(23):
        published(people, title=f"N{number}")
    first = list_page(db.session, VISITOR, Filters(), "fr", Cursor())
    second = list_page(db.session, VISITOR, Filters(), "fr", Cursor(after=first.next_cursor))
    titles = [card.title for card in (*first.items, *second.items)]
    assert titles == [f"N{number}" for number in reversed(range(23))]
    assert second.next_cursor is None
