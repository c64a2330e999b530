"""Flagging something, deciding on flags: shape and messages."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from hub.core.locale import lazy_gettext
from hub.services.moderation import GROUNDS, NOTE_LIMIT, OUTCOMES, TEXT_LIMIT, Outcome
from hub.web.form_fields import TextField, offered


class FlagForm(FlaskForm):
    kind = HiddenField()
    id = HiddenField()
    ground = RadioField(
        lazy_gettext("What is wrong?"), [InputRequired()], choices=offered(GROUNDS.items()), validate_choice=False
    )
    text = TextField(
        lazy_gettext("In your words"),
        [Optional()],
        description=lazy_gettext("Only the moderators read it. Do not repeat personal data here."),
        render_kw={"dir": "auto", "rows": "4", "maxlength": TEXT_LIMIT},
    )


class DecisionForm(FlaskForm):
    outcome = RadioField(lazy_gettext("What happens?"), [InputRequired()], validate_choice=False)
    ground = SelectField(
        lazy_gettext("Ground"),
        [Optional()],
        choices=offered([("", lazy_gettext("Choose")), *GROUNDS.items()]),
        description=lazy_gettext("Shown in place of what is hidden or deleted, and in the moderation log."),
        validate_choice=False,
    )
    note = TextField(
        lazy_gettext("Answer to those who reported it"),
        [Optional()],
        render_kw={"dir": "auto", "rows": "3", "maxlength": NOTE_LIMIT},
    )

    def offer(self, outcomes: Iterable[Outcome]) -> None:
        self.outcome.choices = offered((outcome.value, OUTCOMES[outcome]) for outcome in outcomes)
