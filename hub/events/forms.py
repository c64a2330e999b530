"""Shape of the room's forms; what is right is the drafts' and the actions' to say."""

from collections.abc import Sequence
from zoneinfo import available_timezones

from wtforms import BooleanField, Form, HiddenField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from hub.core.access import Actor, region_audience
from hub.core.clock import CASABLANCA_NAME
from hub.core.db import DbSession
from hub.core.locale import LANGUAGES, current_language, lazy_gettext, pgettext
from hub.events.labels import AGENDA_STATUSES, AUDIENCES, FORMATS, KINDS
from hub.events.queries.choices import groups, series
from hub.network.vocabularies import offered_themes, spoken_regions
from hub.web.form_fields import DayField, HourField, LineField, MomentField, TextField, WholeNumberField, offered

Choices = Sequence[tuple[str, str]]


class BoxesField(SelectMultipleField):
    """Several of a list, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def language_choices() -> Choices:
    return [(language.code, language.name) for language in LANGUAGES.values()]


class EventForm(Form):
    """An event as its organiser types it. `offer` fills the lists."""

    version = HiddenField(default="0")
    kind = SelectField(lazy_gettext("Kind"), [InputRequired()], choices=offered(KINDS.items()), validate_choice=False)
    title = LineField(lazy_gettext("Title"), [InputRequired()])
    language = SelectField(lazy_gettext("Language of the text"), [InputRequired()], validate_choice=False)
    title_fr = LineField(lazy_gettext("Title in French"))
    title_ar = LineField(lazy_gettext("Title in Arabic"))
    title_en = LineField(lazy_gettext("Title in English"))
    description = TextField(lazy_gettext("Description"))
    first_day = DayField(lazy_gettext("First day"), [InputRequired()])
    last_day = DayField(lazy_gettext("Last day"), description=lazy_gettext("Leave empty for one day."))
    start_time = HourField(
        lazy_gettext("Begins at"), description=lazy_gettext("Leave both hours empty for whole days.")
    )
    end_time = HourField(lazy_gettext("Ends at"))
    zone = LineField(lazy_gettext("Time zone"), [InputRequired()], default=CASABLANCA_NAME, render_kw={"dir": "ltr"})
    repeat = SelectField(lazy_gettext("Repetition"), [InputRequired()], validate_choice=False)
    interval = WholeNumberField(lazy_gettext("Every how many days, weeks or months"), default=1)
    weekdays = BoxesField(lazy_gettext("Days of the week"), validate_choice=False)
    until = DayField(lazy_gettext("Until"))
    count = WholeNumberField(lazy_gettext("Or this many times"))
    format = SelectField(
        lazy_gettext("Format"), [InputRequired()], choices=offered(FORMATS.items()), validate_choice=False
    )
    place = LineField(lazy_gettext("Venue"))
    call_link = LineField(
        lazy_gettext("Link to the call"),
        description=lazy_gettext("Shown to signed-in people only."),
        render_kw={"dir": "ltr", "inputmode": "url"},
    )
    audience = SelectField(lazy_gettext("Who sees it"), [InputRequired()], validate_choice=False)
    regions = BoxesField(lazy_gettext("Regions"), validate_choice=False)
    themes = BoxesField(lazy_gettext("Themes"), validate_choice=False)
    organisers = TextField(
        lazy_gettext("Organisers"), description=lazy_gettext("Institutions, one on each line."), render_kw={"rows": 3}
    )
    series = SelectField(lazy_gettext("Series"), validate_choice=False)
    new_series = LineField(lazy_gettext("Or a new series"))
    takes_registrations = BooleanField(lazy_gettext("People register here"))
    capacity = WholeNumberField(lazy_gettext("Seats"), description=lazy_gettext("Leave empty for no limit."))
    opens_at = MomentField(lazy_gettext("Registration opens"))
    closes_at = MomentField(lazy_gettext("Registration closes"))

    def offer(self, session: DbSession, actor: Actor, repetitions: Choices, weekdays: Sequence[str]) -> "EventForm":
        """Fill the lists with what this actor may choose."""
        names = spoken_regions(session)
        themes = offered_themes(session, self.themes.data or ())
        self.language.choices = offered(language_choices())
        self.language.data = self.language.data or current_language().code
        self.repeat.choices = offered(repetitions)
        self.weekdays.choices = offered((str(number), name) for number, name in enumerate(weekdays))
        self.regions.choices = offered(names.items())
        self.themes.choices = offered((code, str(name)) for code, name in themes.items())
        self.series.choices = offered([("", pgettext("a series", "None")), *series(session)])
        own = [(region_audience(code), names[code]) for code in sorted(actor.regions) if code in names]
        self.audience.choices = offered([*AUDIENCES.items(), *own, *groups(session, actor)])
        return self

    @property
    def zones(self) -> list[str]:
        """Names to complete from."""
        return sorted(available_timezones())


class CancelForm(Form):
    reason = TextField(lazy_gettext("Why it is cancelled"), [InputRequired()], render_kw={"rows": 3})


class OccurrenceForm(Form):
    """Another time or place for one date."""

    first_day = DayField(lazy_gettext("First day"), [InputRequired()])
    last_day = DayField(lazy_gettext("Last day"))
    start_time = HourField(lazy_gettext("Begins at"))
    end_time = HourField(lazy_gettext("Ends at"))
    place = LineField(lazy_gettext("Venue"), description=lazy_gettext("Leave empty to keep the usual one."))


class AgendaForm(Form):
    title = LineField(lazy_gettext("Title"), [InputRequired()])
    minutes = WholeNumberField(lazy_gettext("Length in minutes"))
    presenter = LineField(
        lazy_gettext("Presented by"), description=lazy_gettext("A role or an institution, not a person’s name.")
    )
    region = SelectField(lazy_gettext("Proposed by region"), validate_choice=False)
    notes = TextField(lazy_gettext("Notes"), render_kw={"rows": 4})
    status = SelectField(
        lazy_gettext("Status"), [InputRequired()], choices=offered(AGENDA_STATUSES.items()), validate_choice=False
    )
    language = SelectField(lazy_gettext("Language of the text"), [InputRequired()], validate_choice=False)

    def offer(self, regions: Choices) -> "AgendaForm":
        self.region.choices = offered([("", "–"), *regions])
        self.language.choices = offered(language_choices())
        self.language.data = self.language.data or current_language().code
        return self


class MinutesForm(Form):
    version = HiddenField(default="0")
    language = SelectField(lazy_gettext("Language of the text"), [InputRequired()], validate_choice=False)
    text = TextField(lazy_gettext("Minutes"), [InputRequired()], render_kw={"rows": 20})

    def offer(self) -> "MinutesForm":
        self.language.choices = offered(language_choices())
        self.language.data = self.language.data or current_language().code
        return self


class MeetingDecisionForm(Form):
    text = TextField(lazy_gettext("Decision"), [InputRequired()], render_kw={"rows": 4})
    language = SelectField(lazy_gettext("Language of the text"), [InputRequired()], validate_choice=False)

    def offer(self) -> "MeetingDecisionForm":
        self.language.choices = offered(language_choices())
        self.language.data = self.language.data or current_language().code
        return self


class FeedForm(Form):
    label = LineField(lazy_gettext("Where you will use it"), description=lazy_gettext("For instance: my phone."))
