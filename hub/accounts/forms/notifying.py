"""When the digest comes. The channels of the kinds stand beside it, one list for each: `channel-<kind>`."""

from collections.abc import Mapping
from datetime import date, timedelta

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from hub.core.locale import format_date, lazy_gettext
from hub.services.notifications import FREQUENCY_LABELS, Choices, kinds
from hub.web.form_fields import offered

CHANNEL = "channel-"
A_MONDAY = date(2026, 1, 5)


class DigestForm(FlaskForm):
    frequency = RadioField(
        lazy_gettext("How often"), [InputRequired()], choices=offered(FREQUENCY_LABELS.items()), validate_choice=False
    )
    hour = SelectField(
        lazy_gettext("Hour"),
        [InputRequired()],
        choices=offered((str(hour), f"{hour:02d}:00") for hour in range(24)),
        validate_choice=False,
    )
    weekday = SelectField(lazy_gettext("Day, when it comes once a week"), [InputRequired()], validate_choice=False)

    def offer_days(self) -> None:
        """Names of the days in the reader's language."""
        self.weekday.choices = offered(
            (str(number), format_date(A_MONDAY + timedelta(days=number), "EEEE")) for number in range(7)
        )


def digest_form(choices: Choices) -> DigestForm:
    """Filled with what was sent, else with what the person chose."""
    rhythm = choices.rhythm
    form = DigestForm(frequency=rhythm.frequency.value, hour=str(rhythm.hour), weekday=str(rhythm.weekday))
    form.offer_days()
    return form


def sent_channels(sent: MultiDict[str, str]) -> dict[str, str]:
    """Channels by kind, as a form sent them."""
    return {name.removeprefix(CHANNEL): value for name, value in sent.items() if name.startswith(CHANNEL)}


def chosen_channels(choices: Choices, sent: Mapping[str, str]) -> dict[str, str]:
    """The channel of each kind to show: what was sent, else what the person chose, else the kind's own."""
    return {name: sent.get(name) or choices.channel(name).value for name in kinds()}
