"""Every route against every role: what a reader may not see answers as if it did not exist, and gives nothing away.

The world is one person's work: in a working group, in a region's team, drafts, and what belongs to the account. Every word
of it carries SECRET, so that any page, feed or file that leaks says so itself.
"""

import io
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import pytest
from flask import Flask
from sqlalchemy import delete, select
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.routing import Rule

from hub.accounts.actions.inviting import NewInvitation, invite
from hub.accounts.actions.tokens import make_token
from hub.accounts.models import Invitation
from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE, Actor, Role, group_audience, region_audience
from hub.core.db import Base, db
from hub.core.multilingual import MultilingualText
from hub.core.registry import Ref
from hub.decisions.models import Action, Decision
from hub.events.actions.agenda import NewItem, add_item
from hub.events.actions.deciding import decide
from hub.events.actions.feeds import open_feed
from hub.events.actions.minutes import save_minutes
from hub.events.models import AgendaItem, CalendarFeed, Event
from hub.forum.models import Post
from hub.library.actions.attaching import attach_file
from hub.library.models import Record
from hub.network.demo import DemoPeople, demo_people
from hub.network.identity import open_session
from hub.network.models import GroupMembership, Person, SignInSession
from hub.services import links
from hub.services.files import Attachment
from hub.services.links import Link
from hub.services.mail import Mail
from hub.services.moderation import Flag, Ground, flag
from hub.services.notifications.models import Notification
from hub.services.tokens import ApiToken
from tests.conftest import Browser
from tests.factories import decisions as decision_factory
from tests.factories import events as event_factory
from tests.factories.forum import make_category, make_group, make_reply, make_topic
from tests.factories.library import draft, published
from tests.services.files.office import PDF

SignIn = Callable[..., Browser]
OWNER, SECRET, ASKED = "focal.souss-massa", "Zarzalia", "confidentiel"
OUTSIDERS = (None, "partner", "member.oriental", "focal.oriental", "focal.tanger", "organiser", "central")
"""Neither in the group nor in the team. (An organiser reads what is submitted: here nothing is.)"""

DAY = event_factory.DAY.isoformat()
WITHOUT_SECRETS = {"assets.serve", "health.readyz"}
"""Files of everybody; figures of the machine, which change by themselves."""

VALUES = {"number": "1", "language": "fr", "section": "identity", "day": DAY}
"""The parts of an address that name no thing."""

CODES = {"code": "09", "handle": "focal-souss-massa"}
"""Public pages about a region, an indicator, a person: open, but what they draw from is not."""

KEYS = {"token", "digest", "year", "ordinal"}
QUERIES = (
    f"?q={ASKED}", f"?text={ASKED}", "?theme=P05", "?region=09", "?region=09&theme=P05", "?view=unread", "?view=unanswered",
    "?view=list", "?view=agenda", f"?month={DAY[:7]}", "?status=open", "?kind=workshop", "?lang=ar",
)  # fmt: skip


@dataclass
class World:
    """`things`: by the name of a route's argument, what only the owner and administrators see."""

    things: dict[str, list[Any]] = field(default_factory=dict)
    files: dict[int, str] = field(default_factory=dict)
    decision: str = ""
    feed: str = ""
    group_id: int = 0


def build(app: Flask, *, private: bool) -> World:
    """`private`: for a group and a team; else the same things for the public and for members. Drafts stay drafts."""
    with app.app_context():
        people = demo_people(db.session)
        group = make_group(people[OWNER])
        audiences = {"groupe": PUBLIC_AUDIENCE, "equipe": MEMBERS_AUDIENCE}
        if private:
            audiences = {"groupe": group_audience(group.id), "equipe": region_audience("09")}
        return _fill(app, people, group.id, audiences)


def _fill(app: Flask, people: DemoPeople, group_id: int, audiences: Mapping[str, str]) -> World:
    given, text = people[OWNER], f"{SECRET} {ASKED}"
    owner = Actor(given.person_id, given.name, given.grants, frozenset({group_id}))
    topics, meetings, records = [], [], []
    for slug, audience in audiences.items():
        make_category(slug, audience)
        topics.append(make_topic(owner, slug, text, f"{text} @partner @organiser", themes=["P05"], asked=["09"]))
        make_reply(owner, topics[-1], text)
        for publish in (True, False):
            meetings.append(event_factory.event(owner, **_meeting(text), audience=audience, publish=publish))
        shown = {**people, OWNER: owner, "organiser": people["admin"]}
        records.append(published(shown, OWNER, audience, title=text, summary=text, regions=("09",)).id)
    records.append(draft(owner, title=text, summary=text, regions=("09",)).id)
    held = meetings[0].id
    add_item(owner, held, NewItem(title=text, language="fr"))
    save_minutes(owner, held, text, "fr", 0, publish=True)
    decision = decide(owner, held, text, "fr", [decision_factory.action(text=text, institution=text, region_code="09")])
    files = [
        attach_file(app.extensions["files"], people["admin"], record_id, io.BytesIO(PDF), "note.pdf")
        for record_id in records
    ]
    links.connect(owner, Ref("topic", topics[0]), Ref("event", held))
    feed = open_feed(owner, text)
    invite(owner, NewInvitation(f"{SECRET}@example.org", text, Role.MEMBER, "09", None, "fr"))
    open_session(db.session, db.session.get_one(Person, owner.person_id), device=text, address="127.0.0.1")
    # Publishers were told of what waited for them, which they saw then; it says nothing of what they see now.
    db.session.execute(delete(Notification).where(Notification.kind == "library.submitted"))
    tell(owner, topics[0])
    flag(owner, Ref("topic", topics[0]), Ground.OTHER, text)
    make_token(owner, text, ["read"], 30, offered=["read"])
    db.session.commit()
    return World(_things(group_id), {file.id: file.name for file in files}, decision.number, feed, group_id)


def _meeting(text: str) -> dict[str, Any]:
    return {
        "title": MultilingualText(fr=text),
        "description": text,
        "place": text,
        "regions": frozenset({"09"}),
        "themes": frozenset({"P05"}),
        "takes_registrations": True,
    }


def tell(person: Actor, topic_id: int) -> None:
    """A notification about a topic, as any act writes it (not committed)."""
    told = {"title": f"{SECRET} {ASKED}"}
    db.session.add(
        Notification(person_id=person.person_id, kind="forum.reply", ref_kind="topic", ref_id=topic_id, data=told)
    )


def _things(group_id: int) -> dict[str, list[Any]]:
    models = {
        "topic_id": Post.topic_id, "post_id": Post.id, "event_id": Event.id, "item_id": AgendaItem.id,
        "record_id": Record.id, "attachment_id": Attachment.id, "decision_id": Decision.id, "action_id": Action.id,
        "link_id": Link.id, "feed_id": CalendarFeed.id, "session_id": SignInSession.id, "mail_id": Mail.id,
        "notification_id": Notification.id, "invitation_id": Invitation.id, "flag_id": Flag.id, "token_id": ApiToken.id,
    }  # fmt: skip
    found = {
        name: list(db.session.scalars(select(column).distinct().order_by(column))) for name, column in models.items()
    }
    administered = {
        "group_id": [group_id], "person_id": [1], "grant_id": [1], "organisation_id": [1], "job_id": [1], "synonyms_id": [1],
        "webhook_id": [1], "delivery_id": [1],
    }  # fmt: skip
    return found | administered


def routes(app: Flask, method: str) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        written_by_programs = rule.endpoint.startswith("api.") and method != "GET"  # see test_api_rights
        if method in (rule.methods or set()) and rule.endpoint not in WITHOUT_SECRETS and not written_by_programs:
            yield rule


def is_administration(rule: Rule) -> bool:
    return rule.rule.startswith(("/admin/", "/design"))


def addresses_of(rule: Rule, world: World) -> Iterator[str]:
    """Every address of a route that names something of the world."""
    if rule.endpoint == "accounts.person_by_id" or rule.arguments & KEYS:
        return
    if rule.endpoint == "files.serve":
        yield from (f"/files/{key}/{name}" for key, name in world.files.items())
        return
    things = dict(world.things)
    if "slug" in rule.arguments:
        things["slug"] = ["groupe", "equipe"]
    if not rule.arguments & things.keys() and not (is_administration(rule) and rule.arguments <= CODES.keys()):
        return
    choices = [things.get(name) or [VALUES.get(name) or CODES[name]] for name in sorted(rule.arguments)]
    for chosen in itertools.product(*choices):
        values = dict(zip(sorted(rule.arguments), chosen, strict=True))
        address = rule.rule
        for name, value in values.items():
            address = re.sub(rf"<(?:\w+:)?{name}>", str(value), address)
        yield address


def test_every_argument_of_an_address_is_known_here(app: Flask) -> None:
    known = VALUES.keys() | CODES.keys() | KEYS | build(app, private=True).things.keys() | {"slug", "name"}
    unknown = {name for rule in routes(app, "GET") for name in rule.arguments} - known
    unknown |= {name for rule in routes(app, "POST") for name in rule.arguments} - known
    assert unknown == set()


@pytest.mark.parametrize("role", OUTSIDERS)
def test_what_is_hidden_is_not_found(app: Flask, sign_in: SignIn, role: str | None) -> None:
    world, browser = build(app, private=True), sign_in(role)
    for rule in routes(app, "GET"):
        for address in addresses_of(rule, world):
            answer = browser.get(address)
            to_sign_in = role is None and answer.status_code == 302 and answer.location.startswith("/login?next=")
            assert answer.status_code == 404 or to_sign_in, address
            assert SECRET not in answer.text, address
    assert browser.get(f"/decisions/{world.decision}").status_code == 404


@pytest.mark.parametrize("role", OUTSIDERS)
def test_what_is_hidden_cannot_be_changed(app: Flask, sign_in: SignIn, role: str | None) -> None:
    world, browser = build(app, private=True), sign_in(role)
    token, before = browser.token(), dump(app)
    for rule in routes(app, "POST"):
        for address in addresses_of(rule, world):
            answer = browser.client.post(address, data={**FIELDS, "csrf_token": token})
            assert answer.status_code in ({401, 404} if role is None else {404}), address
            assert SECRET not in answer.text, address
    assert dump(app) == before


FIELDS = {
    "source": "Un texte", "title": "Un titre", "text": "Un texte", "number": "1", "version": "1", "base": "1", "state": "on",
    "reason": "Parce que", "language": "fr", "audience": "public", "form": "snapshot", "status": "done", "note": "Fait",
    "name_fr": "Nom", "is_sure": "1", "address": "/library/1", "kind": "topic", "id": "1", "step": "-1",
}  # fmt: skip
TAKES_PART = {
    "accounts.mark_one",
    "events.ask",
    "events.leave",
    "forum.create_post",
    "forum.position",
    "forum.reading",
    "links.connect",
}  # fmt: skip
"""What everyone of the network may do with things that they see."""


@pytest.mark.parametrize("role", [None, "partner", "member.oriental"])
def test_what_is_seen_is_changed_by_those_who_may(app: Flask, sign_in: SignIn, role: str | None) -> None:
    world, browser = build(app, private=False), sign_in(role)
    token, before = browser.token(), dump(app)
    for rule in routes(app, "POST"):
        for address in addresses_of(rule, world):
            if rule.endpoint in TAKES_PART:
                continue
            answer = browser.client.post(address, data={**FIELDS, "csrf_token": token})
            assert answer.status_code in ({401, 404} if role is None else {403, 404}), address
    assert dump(app) == before


KEPT_APART = {"sign_in_session"}


def dump(app: Flask) -> dict[str, list[Any]]:
    """Every row of every table, apart from notes of use."""
    with app.app_context():
        return {
            table.name: sorted(map(repr, db.session.execute(select(table))))
            for table in Base.metadata.sorted_tables
            if table.name not in KEPT_APART
        }


@pytest.mark.parametrize("role", OUTSIDERS)
def test_no_page_tells_that_something_hidden_exists(app: Flask, sign_in: SignIn, role: str | None) -> None:
    """Lists, counts, facets, feeds, search and suggestions are the same, to the letter, without and with it."""
    browser, asked = sign_in(role), note_arguments(app)
    open_addresses = [
        re.sub(r"<(\w+)>", lambda match: CODES[match[1]], rule.rule)
        for rule in routes(app, "GET")
        if rule.arguments <= CODES.keys() and not is_administration(rule)
    ]
    before = {}
    for address in open_addresses:
        asked.clear()
        before[address] = letters(browser, address)
        while queries := [query for query in QUERIES if asks(asked, query) and address + query not in before]:
            before |= {address + query: letters(browser, address + query) for query in queries}
    assert {f"/search?q={ASKED}", "/forum/?view=unread", "/library/?region=09&theme=P05", "/?lang=ar"} <= before.keys()
    build(app, private=True)
    for address, shown in before.items():
        after = letters(browser, address)
        assert SECRET not in after, address
        assert after == shown, address


def note_arguments(app: Flask) -> set[str]:
    """The names that pages ask their addresses for, from now on: a query that a page does not read cannot change it."""
    asked: set[str] = set()

    class Arguments(ImmutableMultiDict[str, str]):
        def __getitem__(self, name: str) -> str:
            asked.add(name)
            return super().__getitem__(name)

        def __contains__(self, name: object) -> bool:
            asked.add(str(name))
            return super().__contains__(name)

        def getlist(self, name: str, *how: Any, **more: Any) -> list[Any]:
            asked.add(name)
            return super().getlist(name, *how, **more)

        def copy(self) -> MultiDict[str, str]:
            asked.update(name for query in QUERIES for name in names_in(query))
            return super().copy()

    class NotingRequest(app.request_class):  # type: ignore[misc, name-defined]
        parameter_storage_class = Arguments

    app.request_class = NotingRequest
    return asked


def names_in(query: str) -> set[str]:
    return {name for name, _ in parse_qsl(query.removeprefix("?"))}


def asks(asked: set[str], query: str) -> bool:
    return not asked.isdisjoint(names_in(query))


def letters(browser: Browser, address: str) -> str:
    """A page, in French unless its address says otherwise, without its tokens and request number."""
    browser.client.set_cookie("lang", "fr")
    answer = browser.get(address)
    return re.sub(r'(?<=value=")[\w.-]{20,}(?=")|\b[0-9a-f]{16}\b', "", answer.text)


def test_the_owner_finds_everything(app: Flask, sign_in: SignIn) -> None:
    """The same addresses that hide it from others show it: the tests above can fail."""
    build(app, private=True)
    owner = sign_in(OWNER)
    shown = ("/forum/", "/library/", "/decisions/", f"/events/?month={DAY[:7]}", f"/search?q={ASKED}", "/regions/09",
             "/events/feed", "/inbox", "/forum/topics/1", "/library/1", "/events/1", "/")  # fmt: skip
    assert [address for address in shown if SECRET not in owner.get(address).text] == []


def test_the_public_calendar_and_feeds_hold_what_is_public(app: Flask, sign_in: SignIn) -> None:
    world = build(app, private=True)
    for role in (OWNER, "admin"):
        assert SECRET not in sign_in(role).get("/events/calendar.ics").text
    assert SECRET in sign_in().get(f"/events/feed/{world.feed}.ics").text


def test_whoever_leaves_a_group_takes_nothing_along(app: Flask, sign_in: SignIn) -> None:
    world, topic_id = build(app, private=True), 1
    with app.app_context():
        central = demo_people(db.session)["central"]
        db.session.add(GroupMembership(group_id=world.group_id, person_id=central.person_id))
        tell(central, topic_id)
        feed = open_feed(central, "Téléphone")
        told = max(db.session.scalars(select(Notification.id)))
    browser = sign_in("central")
    left_behind = (
        f"/forum/topics/{topic_id}",
        "/inbox",
        f"/events/feed/{feed}.ics",
        f"/search?q={ASKED}",
        "/library/1",
    )
    assert all(SECRET in browser.get(address).text for address in left_behind)
    with app.app_context():
        db.session.execute(delete(GroupMembership).where(GroupMembership.person_id == central.person_id))
        db.session.commit()
    assert [address for address in left_behind if SECRET in browser.get(address).text] == []
    assert browser.get(f"/inbox/{told}").status_code == 404


def test_a_hidden_thing_cannot_be_linked_or_quoted_in(app: Flask, sign_in: SignIn) -> None:
    build(app, private=True)
    with app.app_context():
        people = demo_people(db.session)
        make_category("ouverte", PUBLIC_AUDIENCE)
        own = make_topic(people["partner"], "ouverte", "Un sujet ouvert", "Bonjour.")
    browser = sign_in("member.oriental")
    for address in ("/forum/topics/1", "/events/1", "/library/1", "/decisions/1"):
        answer = browser.post("/links", {"kind": "topic", "id": str(own), "address": address})
        assert (answer.status_code, SECRET in answer.text) == (422, False), address
    for query in ("quote=2", "reply=2", "quote=1&reply=1", "post=2"):
        assert SECRET not in browser.get(f"/forum/topics/{own}?{query}").text
    answer = browser.post(f"/forum/topics/{own}/posts", {"source": "> [x](/forum/topics/1#post-1):", "reply_to": "2"})
    assert answer.status_code == 302
    assert SECRET not in browser.get(f"/forum/topics/{own}").text


def test_a_thread_does_not_go_to_other_readers_by_its_author_alone(app: Flask, sign_in: SignIn) -> None:
    """Others wrote in it for the group."""
    build(app, private=True)
    with app.app_context():
        make_category("ouverte", PUBLIC_AUDIENCE)
    fields = {"title": SECRET, "category": "ouverte", "kind": "discussion", "version": "1"}
    assert sign_in(OWNER).post("/forum/topics/1/edit", fields).status_code in {403, 422}
    assert sign_in().get("/forum/topics/1").status_code == 404
