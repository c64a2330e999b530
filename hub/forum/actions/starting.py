"""Start a topic, and change what it says of itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError

from hub.core import clock
from hub.core.access import Actor, Permission, Role, guard
from hub.core.db import commit, db
from hub.core.errors import Conflict, Invalid
from hub.core.ids import slugify
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.forum import notifications
from hub.forum.actions.posting import Posted, add_post
from hub.forum.actions.writing import Written, write
from hub.forum.models import Category, Topic, TopicAskedRegion, TopicKind, TopicRegion, TopicTheme
from hub.forum.models.topics import TITLE_LIMIT
from hub.forum.queries.subjects import category_by_slug, post_by_number, post_by_token, posts_of, topic_by_id
from hub.forum.registered import POST
from hub.network.queries import holders
from hub.network.vocabularies import region_names, theme_names
from hub.services import audit
from hub.services.files.actions import attach_uploads
from hub.services.search.indexing import index_rows
from hub.services.text import detect_language


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """What people say of a topic. `asked`: regions to which it puts a question."""

    title: str
    category: str
    kind: str = TopicKind.DISCUSSION.value
    themes: Sequence[str] = ()
    regions: Sequence[str] = ()
    asked: Sequence[str] = ()


def start_topic(
    actor: Actor,
    draft: TopicDraft,
    source: str,
    *,
    language: str = "",
    form_token: str | None = None,
    uploads: Sequence[str] = (),
) -> Posted:
    """Open a topic with its first post and received files (`uploads`: their tokens). Raises NotFound, Forbidden,
    Invalid."""
    category = category_by_slug(db.session, actor, draft.category)
    known = post_by_token(db.session, actor, form_token) if form_token else None
    if known is not None:
        return Posted(known.topic_id, known.number)
    guard(actor, Permission.FORUM_TOPIC_CREATE, category)
    title = _checked(draft)
    written = write(db.session, actor, source, language, category.audience)
    topic = _new_topic(actor, category, draft, title, written)
    _sort(topic, draft)
    try:
        post = add_post(actor, topic, written, form_token=form_token)
    except IntegrityError:
        db.session.rollback()
        first = post_by_token(db.session, actor, form_token or "")
        if first is None:
            raise
        return Posted(first.topic_id, first.number)
    attach_uploads(db.session, actor, Ref(POST.name, post.id), uploads)
    called = {person.id for person in written.called}
    notifications.tell(db.session, notifications.MENTION, called, post, actor)
    asked = _ask(actor, topic, draft.asked, told=called)
    notifications.tell_watchers(db.session, notifications.STARTED, called | asked, post, actor)
    commit()
    return Posted(topic.id, post.number, tuple(written.warnings))


def edit_topic(actor: Actor, topic_id: int, draft: TopicDraft, *, version: int) -> None:
    """Change title, kind, category, themes and regions. Raises Conflict when somebody else did meanwhile."""
    topic = topic_by_id(db.session, actor, topic_id)
    guard(actor, Permission.FORUM_TOPIC_EDIT, topic)
    title = _checked(draft)
    changed = db.session.execute(
        update(Topic)
        .where(Topic.id == topic.id, Topic.version == version)
        .values(version=Topic.version + 1)
        .execution_options(synchronize_session=False)
    )
    if not changed.rowcount:  # type: ignore[attr-defined]
        raise Conflict(gettext("Somebody else changed this topic while you were writing. Compare, then save again."))
    db.session.refresh(topic)
    if draft.category != topic.category.slug:
        _move(actor, topic, category_by_slug(db.session, actor, draft.category))
    topic.title, topic.slug, topic.kind = title, slugify(title), draft.kind
    topic.language = detect_language(title, fallback=topic.language)
    fresh = sorted(set(draft.asked) - set(topic.asked_codes))
    before = _facets(topic)
    _sort(topic, draft)
    if _facets(topic) != before:
        index_rows(db.session, [(POST, post) for post in posts_of(db.session, topic.id)])
    _ask(actor, topic, fresh, told=set())
    audit.record(db.session, actor, "forum.topic.edited", notifications.ref(topic.id))
    commit()


def _checked(draft: TopicDraft) -> str:
    """The title; raises Invalid with a message beside each field that breaks a rule."""
    title = " ".join(draft.title.split())
    messages = {}
    if not title:
        messages["title"] = gettext("Give a title.")
    elif len(title) > TITLE_LIMIT:
        messages["title"] = gettext("A title has at most %(limit)s characters.", limit=TITLE_LIMIT)
    if draft.kind not in set(TopicKind):
        messages["kind"] = gettext("Choose one of the kinds.")
    if not set(draft.themes) <= theme_names(db.session).keys():
        messages["themes"] = gettext("Choose themes from the list.")
    known_regions = region_names(db.session).keys()
    for field, codes in (("regions", draft.regions), ("asked", draft.asked)):
        if not set(codes) <= known_regions:
            messages[field] = gettext("Choose regions from the list.")
    if messages:
        raise Invalid(messages)
    return title


def _new_topic(actor: Actor, category: Category, draft: TopicDraft, title: str, written: Written) -> Topic:
    now = clock.utcnow()
    topic = Topic(
        category=category,
        title=title,
        slug=slugify(title),
        language=detect_language(title, fallback=written.language),
        kind=draft.kind,
        author_id=actor.person_id,
        last_author_id=actor.person_id,
        created_at=now,
        last_post_at=now,
    )
    db.session.add(topic)
    db.session.flush()
    _count(category.id, 1)
    return topic


def _count(category_id: int, change: int) -> None:
    db.session.execute(
        update(Category)
        .where(Category.id == category_id)
        .values(topics_count=Category.topics_count + change)
        .execution_options(synchronize_session=False)
    )


def _move(actor: Actor, topic: Topic, target: Category) -> None:
    """Into another category, whose audience counts from now on."""
    guard(actor, Permission.FORUM_TOPIC_CREATE, target)
    if target.audience != topic.category.audience:
        guard(actor, Permission.FORUM_TOPIC_MOVE, topic)
    _count(topic.category_id, -1)
    _count(target.id, 1)
    audit.record(
        db.session,
        actor,
        "forum.topic.moved",
        notifications.ref(topic.id),
        left=topic.category.slug,
        entered=target.slug,
    )
    topic.category = target


def _sort(topic: Topic, draft: TopicDraft) -> None:
    """Keep the lists that pages show and the tables that conditions ask in step."""
    topic.theme_codes, topic.region_codes = _unique(draft.themes), _unique(draft.regions)
    before, topic.asked_codes = set(topic.asked_codes or ()), _unique(draft.asked)
    db.session.flush()
    for model, column, codes in (
        (TopicTheme, "theme_code", topic.theme_codes),
        (TopicRegion, "region_code", topic.region_codes),
    ):
        db.session.execute(delete(model).where(model.topic_id == topic.id))
        _add(model, column, topic.id, codes)
    gone = before - set(topic.asked_codes)
    db.session.execute(
        delete(TopicAskedRegion).where(TopicAskedRegion.topic_id == topic.id, TopicAskedRegion.region_code.in_(gone))
    )
    _add(TopicAskedRegion, "region_code", topic.id, sorted(set(topic.asked_codes) - before))


def _add(
    model: type[TopicTheme | TopicRegion | TopicAskedRegion], column: str, topic_id: int, codes: list[str]
) -> None:
    if codes:
        db.session.execute(insert(model), [{"topic_id": topic_id, column: code} for code in codes])


def _facets(topic: Topic) -> tuple[frozenset[str], frozenset[str]]:
    """What search finds the topic's posts under."""
    return frozenset(topic.theme_codes), frozenset({*topic.region_codes, *topic.asked_codes})


def _unique(codes: Iterable[str]) -> list[str]:
    return sorted(set(codes))


def _ask(actor: Actor, topic: Topic, codes: Sequence[str], told: set[int]) -> set[int]:
    """Tell the focal points of the asked regions, besides those told already. Returns who they are."""
    first = post_by_number(db.session, topic.id, 1) if codes else None
    if first is None:
        return set()
    focal_points = holders(db.session, [Role.FOCAL_POINT], codes) - told
    notifications.tell(db.session, notifications.ASKED, focal_points, first, actor)
    return focal_points
