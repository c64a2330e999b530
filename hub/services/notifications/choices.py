"""What a person chooses: by which way each kind reaches them, how closely they watch a thing, how often a digest comes."""

from collections.abc import Mapping
from enum import StrEnum

from hub.core.locale import LazyString, lazy_gettext


class Channel(StrEnum):
    """The furthest way that a kind goes. Each but `OFF` is told in the inbox too."""

    OFF = "off"
    SITE = "site"
    DIGEST = "digest"
    IMMEDIATE = "immediate"


class Level(StrEnum):
    """How closely somebody watches a thing, or everything in a container (a category for its topics)."""

    ALL = "all"
    MENTIONS = "mentions"
    MUTE = "mute"


class Frequency(StrEnum):
    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"


CHANNEL_LABELS: Mapping[Channel, LazyString] = {
    Channel.OFF: lazy_gettext("Off"),
    Channel.SITE: lazy_gettext("On the hub only"),
    Channel.DIGEST: lazy_gettext("In my digest"),
    Channel.IMMEDIATE: lazy_gettext("By mail at once"),
}
LEVEL_LABELS: Mapping[Level, LazyString] = {
    Level.ALL: lazy_gettext("Everything new"),
    Level.MENTIONS: lazy_gettext("Only what is addressed to me"),
    Level.MUTE: lazy_gettext("Mute"),
}
FREQUENCY_LABELS: Mapping[Frequency, LazyString] = {
    Frequency.DAILY: lazy_gettext("Once a day"),
    Frequency.WEEKLY: lazy_gettext("Once a week"),
    Frequency.NEVER: lazy_gettext("No digest"),
}
