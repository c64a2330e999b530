"""Who may do what: permission names, the actor, policies as tables, and the one gate.

Two different questions are kept apart. *May the actor do this?* is answered by policies (`may`, `guard`). *Which rows does
the reader see?* is answered in SQL, by each content kind's `visible_to(reader)`; what is not visible is not found.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, or_, true

from hub.core.errors import Forbidden


class Role(StrEnum):
    """Roles of the network; a visitor has none."""

    ADMINISTRATOR = "administrator"
    CENTRAL = "central"
    FOCAL_POINT = "focal_point"
    MEMBER = "member"
    ORGANISER = "organiser"
    PARTNER = "partner"


class Permission(StrEnum):
    """Every permission, named once: `scope:resource:action`, in alphabetical order."""

    ACCOUNTS_INVITATION_CREATE = "accounts:invitation:create"
    ACCOUNTS_SELF_EDIT = "accounts:self:edit"
    ADMIN_AUDIT_READ = "admin:audit:read"
    ADMIN_DESIGN_READ = "admin:design:read"
    ADMIN_JOBS_EDIT = "admin:jobs:edit"
    ADMIN_MAIL_READ = "admin:mail:read"
    ADMIN_MAIL_SEND = "admin:mail:send"
    ADMIN_NETWORK_EDIT = "admin:network:edit"
    ADMIN_PEOPLE_EDIT = "admin:people:edit"
    ADMIN_SEARCH_EDIT = "admin:search:edit"
    ADMIN_WEBHOOKS_EDIT = "admin:webhooks:edit"
    DECISIONS_ACTION_FOLLOW = "decisions:action:follow"
    DECISIONS_DECISION_CREATE = "decisions:decision:create"
    DECISIONS_DECISION_EDIT = "decisions:decision:edit"
    EVENTS_AGENDA_PROPOSE = "events:agenda:propose"
    EVENTS_EVENT_CREATE = "events:event:create"
    EVENTS_EVENT_EDIT = "events:event:edit"
    EVENTS_EVENT_REGISTER = "events:event:register"
    EVENTS_FEED_OWN = "events:feed:own"
    FILES_FILE_ATTACH = "files:file:attach"
    FORUM_CATEGORY_EDIT = "forum:category:edit"
    FORUM_POSITION_KEEP = "forum:position:keep"
    FORUM_POST_CREATE = "forum:post:create"
    FORUM_POST_DELETE = "forum:post:delete"
    FORUM_POST_EDIT = "forum:post:edit"
    FORUM_POST_MODERATE = "forum:post:moderate"
    FORUM_TOPIC_ACCEPT = "forum:topic:accept"
    FORUM_TOPIC_CLOSE = "forum:topic:close"
    FORUM_TOPIC_CREATE = "forum:topic:create"
    FORUM_TOPIC_EDIT = "forum:topic:edit"
    FORUM_TOPIC_MOVE = "forum:topic:move"
    FORUM_TOPIC_PIN = "forum:topic:pin"
    LIBRARY_RECORD_CREATE = "library:record:create"
    LIBRARY_RECORD_EDIT = "library:record:edit"
    LIBRARY_RECORD_PUBLISH = "library:record:publish"
    LINKS_LINK_EDIT = "links:link:edit"
    MODERATION_FLAG_CREATE = "moderation:flag:create"
    MODERATION_FLAG_DECIDE = "moderation:flag:decide"
    MODERATION_LOG_READ = "moderation:log:read"
    NETWORK_DIRECTORY_READ = "network:directory:read"
    TEXT_PREVIEW_RENDER = "text:preview:render"


PUBLIC_AUDIENCE = "public"
MEMBERS_AUDIENCE = "members"


def region_audience(code: str) -> str:
    """Readable by one region's team."""
    return f"region:{code}"


def group_audience(group_id: int) -> str:
    """Readable by one working group."""
    return f"group:{group_id}"


@dataclass(frozen=True)
class Actor:
    """Who is reading or acting, as the policies see them. Plain values: safe to keep after the session is closed.

    `grants`: roles in force today with the region each is bound to (None: everywhere).
    """

    person_id: int | None = None
    name: str = ""
    grants: frozenset[tuple[Role, str | None]] = frozenset()
    group_ids: frozenset[int] = frozenset()
    language: str = "fr"
    zone: str = "Africa/Casablanca"

    @property
    def is_visitor(self) -> bool:
        return self.person_id is None

    @cached_property
    def is_administrator(self) -> bool:
        return self.has(Role.ADMINISTRATOR)

    def has(self, role: Role, region: str | None = None) -> bool:
        """True when a grant of the role is in force, for `region` if one is given."""
        return any(
            granted is role and (region is None or bound is None or bound == region) for granted, bound in self.grants
        )

    @cached_property
    def regions(self) -> frozenset[str]:
        """Codes of the regions whose team the actor belongs to."""
        return frozenset(region for _, region in self.grants if region)

    @cached_property
    def audiences(self) -> frozenset[str]:
        """Every audience the actor is part of."""
        if self.is_visitor:
            return frozenset({PUBLIC_AUDIENCE})
        return frozenset(
            {PUBLIC_AUDIENCE, MEMBERS_AUDIENCE}
            | {region_audience(code) for code in self.regions}
            | {group_audience(group_id) for group_id in self.group_ids}
        )


VISITOR = Actor()

Rule = Callable[[Actor, Any], bool]
Policy = Mapping[Permission, Rule]

_rules: dict[Permission, Rule] = {}


def register_policy(policy: Policy) -> None:
    """Add a room's table. A permission has one rule; registering the same table again changes nothing."""
    for permission, rule in policy.items():
        if _rules.setdefault(permission, rule) is not rule:
            raise ValueError(f"{permission} has a rule already")


def unruled_permissions() -> set[Permission]:
    """Permissions that no policy covers: a contract test wants none."""
    return set(Permission) - set(_rules)


def may(actor: Actor, permission: Permission, subject: Any = None) -> bool:
    """Whether the actor holds the permission, on `subject` if it concerns one thing (None: on at least some)."""
    return _rules[permission](actor, subject)


def guard(actor: Actor, permission: Permission, subject: Any = None) -> None:
    """Raises Forbidden unless `may`."""
    if not may(actor, permission, subject):
        raise Forbidden(permission)


def signed_in(actor: Actor, _subject: Any = None) -> bool:
    """Rule: any person with an account."""
    return not actor.is_visitor


def has_role(*roles: Role) -> Rule:
    """Rule: one of the roles, wherever it is bound."""

    def rule(actor: Actor, _subject: Any = None) -> bool:
        return any(actor.has(role) for role in roles)

    return rule


def audience_visible(column: ColumnElement[str] | Any, reader: Actor) -> ColumnElement[bool]:
    """SQL: rows whose audience the reader is part of. Administrators see every audience. Compared one by one: an IN list is
    written into the statement anew each time it runs, which costs more than running it."""
    if reader.is_administrator:
        return true()
    return or_(*(column == audience for audience in sorted(reader.audiences)))
