"""The forum's blueprint, and what its views share."""

from dataclasses import dataclass, field
from typing import Self

from flask import Blueprint, request

from hub.core.ids import new_token
from hub.forum.models.posts import TOKEN_LIMIT
from hub.web.attaching import Chosen, receive_files
from hub.web.incoming import whole

blueprint = Blueprint("forum", __name__, url_prefix="/forum", template_folder="../templates")


@dataclass(slots=True)
class MessageDraft:
    """A message being written, as its form shows it. `messages`: what is wrong, by field. `version`: of the post being
    edited. `chosen`: its new files. A plain form: it stands on the busiest page, and WTForms would cost a tenth of it."""

    source: str = ""
    language: str = ""
    reply_to: int | None = None
    version: int = 0
    form_token: str = field(default_factory=new_token)
    messages: dict[str, str] = field(default_factory=dict)
    chosen: Chosen = field(default_factory=Chosen)

    @classmethod
    def from_form(cls) -> Self:
        """Receives the files that come with it."""
        chosen = receive_files()
        return cls(
            source=request.form.get("source", ""),
            language=request.form.get("language", ""),
            reply_to=request.form.get("reply_to", type=whole),
            version=request.form.get("version", 0, type=whole),
            form_token=request.form.get("form_token", "")[:TOKEN_LIMIT] or new_token(),
            messages={"files": chosen.message} if chosen.message else {},
            chosen=chosen,
        )


def switched_on() -> bool:
    """State asked for by a form of one button: `state=on` or `state=off`."""
    return request.form.get("state") != "off"
