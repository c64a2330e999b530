"""What was typed survives an expired session: a POST from somebody no longer signed in is not thrown away.

Nothing is stored. The sign-in page carries the fields along in hidden inputs; once the person is signed in, a page shows
what was typed and one button sends it where it was going, with a fresh form token.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from hub.web.addresses import is_local

ACTION_FIELD = "kept_action"
PREFIX = "kept-"
NEVER_KEPT = frozenset({"csrf_token", "password", "new_password", "current_password"})


@dataclass(frozen=True, slots=True)
class KeptInput:
    """The address a form was sent to and its text fields, in order. `had_files`: attachments cannot be kept."""

    action: str
    fields: Sequence[tuple[str, str]]
    had_files: bool = False

    @classmethod
    def from_request(cls) -> "KeptInput":
        """From the refused POST itself."""
        fields = [(name, value) for name, value in request.form.items(multi=True) if name not in NEVER_KEPT]
        return cls(request.full_path.rstrip("?"), fields, any(file.filename for file in request.files.values()))

    @classmethod
    def from_form(cls, form: MultiDict[str, str]) -> "KeptInput | None":
        """From a sign-in form that carries one along; None when it carries none, or one for another site."""
        action = form.get(ACTION_FIELD, "")
        if not is_local(action):
            return None
        fields = [
            (name.removeprefix(PREFIX), value)
            for name, value in form.items(multi=True)
            if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in NEVER_KEPT
        ]
        return cls(action, fields)

    @property
    def written(self) -> list[str]:
        """What a person recognises: texts of several words, neither choices nor marks of the form."""
        return [value for _, value in self.fields if len(value.split()) > 1]

    @property
    def carried(self) -> Mapping[str, object]:
        """Names for the hidden inputs of a form that carries this along."""
        return {"action_field": ACTION_FIELD, "prefix": PREFIX}


SignInPage = Callable[[KeptInput], ResponseReturnValue]


def register_sign_in_page(app: Flask, page: SignInPage) -> None:
    """The room that signs people in says how its page is drawn around kept input."""
    app.extensions["sign_in_page"] = page


def sign_in_first() -> ResponseReturnValue:
    """Answer a POST from somebody not signed in: the sign-in page, carrying what was typed (401)."""
    page: SignInPage = current_app.extensions["sign_in_page"]
    return page(KeptInput.from_request())


def offer_again(kept: KeptInput, status: int = 200, reason: str = "") -> ResponseReturnValue:
    """The page that shows what was typed and sends it again with a fresh form token. `reason`: why it was not taken, if
    not for the end of the session."""
    return render_template("web/kept_input.html", kept=kept, reason=reason), status
