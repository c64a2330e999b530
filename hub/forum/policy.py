"""Who may do what in the forum, among those who see the category.

|                    | who                                                                                   |
|--------------------|---------------------------------------------------------------------------------------|
| edit categories    | administrators                                                                        |
| start a topic      | members: everyone signed in; focal points: they, the central level and facilitators;  |
|                    | facilitators. In a locked category: facilitators                                      |
| post               | everyone signed in, while the topic is open; in a locked category: facilitators       |
| edit a post        | its author, while the topic is open: nobody puts words into another's mouth           |
| remove a post      | its author, facilitators                                                              |
| hide, destroy it   | facilitators                                                                          |
| edit a topic       | its author while it is open, facilitators                                             |
| close, accept      | the topic's author, facilitators                                                      |
| pin                | facilitators                                                                          |
| move a topic to    | its author while nobody else has written in it, facilitators: what others wrote was   |
| other readers      | for those of before                                                                   |

Facilitators are administrators and organisers; in the space of a region's team, its focal points too.
"""

from typing import Protocol

from hub.core.access import Actor, Permission, Policy, Role, has_role, region_audience, signed_in
from hub.forum.models import Starters


class CategorySubject(Protocol):
    """What rules ask of a category, loaded or listed."""

    @property
    def audience(self) -> str: ...
    @property
    def is_locked(self) -> bool: ...
    @property
    def starters(self) -> str: ...


class TopicSubject(Protocol):
    """What rules ask of a topic. `audience`, `is_locked`: of its category."""

    @property
    def audience(self) -> str: ...
    @property
    def author_id(self) -> int: ...
    @property
    def is_closed(self) -> bool: ...
    @property
    def is_locked(self) -> bool: ...


class MovedSubject(TopicSubject, Protocol):
    @property
    def posts_count(self) -> int: ...


class PostSubject(Protocol):
    @property
    def author_id(self) -> int: ...
    @property
    def is_deleted(self) -> bool: ...
    @property
    def topic(self) -> TopicSubject: ...


_everywhere = has_role(Role.ADMINISTRATOR, Role.ORGANISER)
_conveners = has_role(Role.ADMINISTRATOR, Role.CENTRAL, Role.FOCAL_POINT, Role.ORGANISER)


def facilitates(actor: Actor, audience: str) -> bool:
    """Whether the actor looks after what is written for this audience."""
    return _everywhere(actor, None) or any(
        role is Role.FOCAL_POINT and region is not None and region_audience(region) == audience
        for role, region in actor.grants
    )


def may_start(actor: Actor, category: CategorySubject | None = None) -> bool:
    if category is None or actor.is_visitor:
        return signed_in(actor)
    if category.is_locked or category.starters == Starters.FACILITATORS:
        return facilitates(actor, category.audience)
    return category.starters == Starters.MEMBERS or _conveners(actor, None)


def may_post(actor: Actor, topic: TopicSubject | None = None) -> bool:
    if topic is None or actor.is_visitor:
        return signed_in(actor)
    return not topic.is_closed and (not topic.is_locked or facilitates(actor, topic.audience))


def may_edit_post(actor: Actor, post: PostSubject | None = None) -> bool:
    if post is None or actor.is_visitor:
        return signed_in(actor)
    return post.author_id == actor.person_id and not post.is_deleted and not post.topic.is_closed


def may_remove_post(actor: Actor, post: PostSubject | None = None) -> bool:
    if post is None or actor.is_visitor:
        return signed_in(actor)
    return post.author_id == actor.person_id or facilitates(actor, post.topic.audience)


def may_moderate_post(actor: Actor, post: PostSubject | None = None) -> bool:
    if post is None or actor.is_visitor:
        return signed_in(actor)
    return facilitates(actor, post.topic.audience)


def may_conclude(actor: Actor, topic: TopicSubject | None = None) -> bool:
    """Close, and accept an answer."""
    if topic is None or actor.is_visitor:
        return signed_in(actor)
    return topic.author_id == actor.person_id or facilitates(actor, topic.audience)


def may_edit_topic(actor: Actor, topic: TopicSubject | None = None) -> bool:
    if topic is None or actor.is_visitor:
        return signed_in(actor)
    return (topic.author_id == actor.person_id and not topic.is_closed) or facilitates(actor, topic.audience)


def may_move(actor: Actor, topic: MovedSubject | None = None) -> bool:
    """To a category that others read."""
    if topic is None or actor.is_visitor:
        return signed_in(actor)
    return (topic.author_id == actor.person_id and topic.posts_count == 1) or facilitates(actor, topic.audience)


def may_pin(actor: Actor, topic: TopicSubject | None = None) -> bool:
    if topic is None or actor.is_visitor:
        return signed_in(actor)
    return facilitates(actor, topic.audience)


POLICY: Policy = {
    Permission.FORUM_CATEGORY_EDIT: has_role(Role.ADMINISTRATOR),
    Permission.FORUM_POSITION_KEEP: signed_in,
    Permission.FORUM_POST_CREATE: may_post,
    Permission.FORUM_POST_DELETE: may_remove_post,
    Permission.FORUM_POST_EDIT: may_edit_post,
    Permission.FORUM_POST_MODERATE: may_moderate_post,
    Permission.FORUM_TOPIC_ACCEPT: may_conclude,
    Permission.FORUM_TOPIC_CLOSE: may_conclude,
    Permission.FORUM_TOPIC_CREATE: may_start,
    Permission.FORUM_TOPIC_EDIT: may_edit_topic,
    Permission.FORUM_TOPIC_MOVE: may_move,
    Permission.FORUM_TOPIC_PIN: may_pin,
}
