"""Words for the forum's fixed values."""

from collections.abc import Mapping

from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE, Role
from hub.core.locale import LANGUAGES, gettext
from hub.core.multilingual import MultilingualText
from hub.forum.models import Starters, TopicKind
from hub.forum.queries.lists import View


def kind_labels() -> dict[str, str]:
    """In the order in which forms offer them."""
    return {
        TopicKind.QUESTION.value: gettext("Question"),
        TopicKind.DISCUSSION.value: gettext("Discussion"),
        TopicKind.CALL.value: gettext("Call for practice"),
        TopicKind.ANNOUNCEMENT.value: gettext("Announcement"),
    }


def starters_choices() -> list[tuple[str, str]]:
    return [
        (Starters.MEMBERS.value, gettext("Everyone who reads it")),
        (Starters.FOCAL_POINTS.value, gettext("Focal points, the central level and facilitators")),
        (Starters.FACILITATORS.value, gettext("Facilitators only")),
    ]


def role_labels() -> dict[Role | None, str]:
    """Roles that say something beside a name."""
    return {
        Role.FOCAL_POINT: gettext("Focal point"),
        Role.CENTRAL: gettext("Central level"),
        Role.ORGANISER: gettext("Organiser"),
        Role.ADMINISTRATOR: gettext("Administrator"),
        Role.PARTNER: gettext("Partner"),
    }


def audience_label(
    audience: str, regions: Mapping[str, MultilingualText], groups: Mapping[int, MultilingualText]
) -> str:
    """Who reads: `Public`, `Members`, a region's team, a working group."""
    if audience == PUBLIC_AUDIENCE:
        return gettext("Public")
    if audience == MEMBERS_AUDIENCE:
        return gettext("Members")
    sort, _, key = audience.partition(":")
    if sort == "region" and key in regions:
        return gettext("Team of the region: %(name)s", name=regions[key].best().text)
    if sort == "group" and int(key) in groups:
        return gettext("Working group: %(name)s", name=groups[int(key)].best().text)
    return gettext("Private space")


def view_label(view: View) -> str:
    return {
        View.RECENT: gettext("Recent"),
        View.UNREAD: gettext("Unread"),
        View.UNANSWERED: gettext("Unanswered"),
        View.ASKED: gettext("Asked of my region"),
        View.MINE: gettext("Mine"),
    }[view]


def language_choices() -> list[tuple[str, str]]:
    """'' lets the hub find out."""
    return [("", gettext("Found from the text")), *((one.code, one.name) for one in LANGUAGES.values())]
