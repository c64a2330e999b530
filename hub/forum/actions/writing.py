"""From what somebody typed to what is stored: checked, its language found, its mentions resolved, cooked once."""

from dataclasses import dataclass, field

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.errors import Invalid
from hub.core.locale import LANGUAGES, gettext, ngettext
from hub.forum.queries.recipients import may_read, people_by_handle
from hub.network.models import Person
from hub.services.text import MAX_SOURCE, Cooked, cook, detect_language
from hub.web.addresses import absolute

MOST_MENTIONS = 20


@dataclass(frozen=True, slots=True)
class Written:
    """A text ready to be stored. `called`: mentioned people who may read it. `deaf`: names of those who may not.
    `unknown`: handles of nobody."""

    source: str
    language: str
    cooked: Cooked
    called: tuple[Person, ...] = ()
    deaf: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def warnings(self) -> list[str]:
        """What the writer should know about the mentions, in the reader's language."""
        said = []
        if self.deaf:
            said.append(gettext("Not told, because they cannot read this topic: %(names)s.", names=_listed(self.deaf)))
        if self.unknown:
            handles = tuple(f"@{handle}" for handle in self.unknown)
            said.append(
                ngettext(
                    "Nobody has this name: %(names)s.", "Nobody has these names: %(names)s.", len(handles),
                    names=_listed(handles),
                )
            )  # fmt: skip
        return said


@dataclass(slots=True)
class _Mentions:
    called: list[Person] = field(default_factory=list)
    deaf: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def write(session: DbSession, actor: Actor, source: str, language: str, audience: str) -> Written:
    """`language` '' is found from the text. Raises Invalid for the field `source` or `language`."""
    text = source.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    check(text, language)
    spoken = language or detect_language(text, fallback=actor.language)
    cooked = cook(text, language=spoken, base_url=absolute(""))
    if not cooked.mentions:
        return Written(text, spoken, cooked)
    mentions = _resolve(session, cooked.mentions, audience)
    targets = {person.handle: f"/people/{person.handle}" for person in mentions.called}
    if targets:
        cooked = cook(text, language=spoken, base_url=absolute(""), mention_targets=targets)
    return Written(
        text, spoken, cooked, tuple(mentions.called), tuple(mentions.deaf), tuple(mentions.unknown)
    )  # fmt: skip


def check(text: str, language: str) -> None:
    """Raises Invalid, with a message beside each field."""
    messages = {}
    if not text:
        messages["source"] = gettext("Write a message.")
    elif len(text) > MAX_SOURCE:
        messages["source"] = gettext(
            "The message has %(length)s characters, and %(limit)s is the most. Nothing is lost: shorten it, or attach"
            " a document to a page of the library.",
            length=len(text),
            limit=MAX_SOURCE,
        )
    if language and language not in LANGUAGES:
        messages["language"] = gettext("Choose one of the languages.")
    if messages:
        raise Invalid(messages)


def _resolve(session: DbSession, handles: tuple[str, ...], audience: str) -> _Mentions:
    found = _Mentions()
    known = people_by_handle(session, handles[:MOST_MENTIONS])
    for handle in handles[:MOST_MENTIONS]:
        person = known.get(handle)
        if person is None:
            found.unknown.append(handle)
        elif may_read(session, person, audience):
            found.called.append(person)
        else:
            found.deaf.append(person.name)
    return found


def _listed(names: tuple[str, ...]) -> str:
    """Names one after another, each isolated: they may run either way."""
    return gettext(", ").join(f"\u2068{name}\u2069" for name in names)
