"""The demo's threads, written through the same actions as everybody's, on a clock that is set back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from importlib import resources
from typing import Any

import yaml

from hub.core import clock
from hub.core.access import Actor, group_audience
from hub.core.db import db
from hub.core.multilingual import MultilingualText
from hub.forum.actions.concluding import accept_answer, close_topic, pin_topic
from hub.forum.actions.editing import edit_post
from hub.forum.actions.posting import reply
from hub.forum.actions.reading import mark_all_read, mark_unread_from
from hub.forum.actions.starting import TopicDraft, start_topic
from hub.forum.addresses import post_address
from hub.forum.models import Category, Starters
from hub.forum.queries.subjects import post_by_number
from hub.network.demo import DemoPeople, demo_people
from hub.network.models import Group, GroupMembership
from hub.services import notifications
from hub.services.text import quote

THREADS = resources.files("hub.data") / "demo" / "forum.yaml"
OLD_NEWS = 5
"""Days after which the demo's people have read what they were told."""

OPENS, WORKDAY = time(8, 30), timedelta(hours=9)


@dataclass(order=True, slots=True)
class Step:
    """Something that happened: steps are taken in the order in which they happened."""

    moment: datetime
    rank: int
    thread: dict[str, Any] = field(compare=False)
    name: str = field(compare=False)
    number: int = field(compare=False, default=0)
    values: dict[str, Any] = field(compare=False, default_factory=dict)


def load_demo(people: DemoPeople) -> None:
    """Threads in French and Arabic of the past two months, some of them unread."""
    given = yaml.safe_load(THREADS.read_text(encoding="utf-8"))
    _open_group(given["group"], people)
    people = demo_people(db.session)
    topic_ids: dict[str, int] = {}
    steps = sorted(step for thread in given["topics"] for step in _steps(thread))
    recent = clock.utcnow() - timedelta(days=OLD_NEWS)
    has_caught_up = False
    for step in steps:
        if step.moment > recent and not has_caught_up:
            _catch_up(people)
            has_caught_up = True
        with clock.frozen(step.moment):
            _take(step, people, topic_ids)
    _read(given["topics"], people, topic_ids)


def _open_group(given: dict[str, Any], people: DemoPeople) -> None:
    group = Group(name=MultilingualText(given["name"]), purpose=MultilingualText(given["purpose"]))
    db.session.add(group)
    db.session.flush()
    facilitators = set(given["facilitators"])
    db.session.add_all(
        GroupMembership(group_id=group.id, person_id=people[name].person_id, is_facilitator=name in facilitators)
        for name in given["members"]
    )
    db.session.add(
        Category(
            slug=given["slug"],
            name=group.name,
            description=group.purpose,
            audience=group_audience(group.id),
            starters=Starters.MEMBERS.value,
            position=100,
        )
    )
    db.session.flush()


def _steps(thread: dict[str, Any]) -> Iterator[Step]:
    posts = thread["posts"]
    for number, values in enumerate(posts, start=1):
        yield Step(_moment(values["ago"]), 0, thread, "post", number, values)
        for edit in values.get("edits", ()):
            yield Step(_moment(edit["ago"]), 1, thread, "edit", number, values | edit)
    if "accepted" in thread:
        after = _moment(posts[thread["accepted"] - 1]["ago"]) + timedelta(hours=2)
        yield Step(after, 2, thread, "accept", thread["accepted"])
    if "closed" in thread:
        yield Step(_moment(thread["closed"]["ago"]), 2, thread, "close", 0, thread["closed"])
    if thread.get("pinned"):
        yield Step(_moment(posts[0]["ago"]), 2, thread, "pin")


def _moment(ago: float) -> datetime:
    """`ago` days before today, its fraction within the working day: 3.0 is the evening, 3.9 the morning."""
    days, fraction = divmod(ago, 1)
    day = clock.today() - timedelta(days=days)
    return datetime.combine(day, OPENS, tzinfo=clock.CASABLANCA) + WORKDAY * (1 - fraction)


def _take(step: Step, people: DemoPeople, topic_ids: dict[str, int]) -> None:
    key = step.thread["key"]
    match step.name:
        case "post" if step.number == 1:
            topic_ids[key] = _start(step.thread, step.values, people[step.values["by"]])
        case "post":
            _reply(topic_ids[key], step.values, people[step.values["by"]])
        case "edit":
            post = _post(topic_ids[key], step.number)
            edit_post(people[step.values["by"]], post.id, step.values["text"], version=post.version)
        case "accept":
            accept_answer(people[step.thread["posts"][0]["by"]], topic_ids[key], step.number)
        case "close":
            close_topic(people[step.values["by"]], topic_ids[key], step.values["reason"])
        case "pin":
            pin_topic(people["organiser"], topic_ids[key], True)


def _start(thread: dict[str, Any], values: dict[str, Any], actor: Actor) -> int:
    draft = TopicDraft(
        title=thread["title"],
        category=thread["category"],
        kind=thread["kind"],
        themes=thread.get("themes", ()),
        regions=thread.get("regions", ()),
        asked=thread.get("asked", ()),
    )
    return start_topic(actor, draft, values["text"]).topic_id


def _reply(topic_id: int, values: dict[str, Any], actor: Actor) -> None:
    quoted = values.get("quote")
    text = values["text"]
    if quoted:
        post = _post(topic_id, quoted)
        passage = max((part for part in post.source.split("\n\n") if part[0] not in "|>-1"), key=len)
        name = next(one.name for one in demo_people(db.session).values() if one.person_id == post.author_id)
        text = quote(passage, name, post_address(topic_id, quoted)) + text
    reply(actor, topic_id, text, reply_to=values.get("reply", quoted))


def _post(topic_id: int, number: int) -> Any:
    post = post_by_number(db.session, topic_id, number)
    if post is None:
        raise LookupError(f"post {number} of topic {topic_id}")
    return post


def _catch_up(people: DemoPeople) -> None:
    for actor in people.values():
        if actor.person_id is not None:
            notifications.mark_all_read(db.session, actor.person_id)


def _read(threads: list[dict[str, Any]], people: DemoPeople, topic_ids: dict[str, int]) -> None:
    for actor in people.values():
        mark_all_read(actor)
    for thread in threads:
        for name, number in thread.get("read", {}).items():
            mark_unread_from(people[name], topic_ids[thread["key"]], number + 1)
