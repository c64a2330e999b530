"""WTForms fields whose messages speak the reader's language, and the way an action's messages reach a form."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from wtforms import Field, Form, IntegerField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.widgets import DateInput, DateTimeLocalInput, TimeInput

from hub.core.clock import zone
from hub.core.errors import Invalid
from hub.core.locale import gettext


class DayField(Field):
    """`2027-02-08` as a date, or None when nothing was typed; what was typed stays."""

    widget = DateInput()
    data: date | None

    def _value(self) -> str:
        return _typed(self.raw_data) or (self.data.isoformat() if self.data else "")

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        text = _typed(valuelist)
        self.data = None
        if text:
            try:
                self.data = date.fromisoformat(text)
            except ValueError:
                raise ValueError(gettext("Write the day as 2027-02-08.")) from None


class HourField(Field):
    """`10:00` as a wall time, or None."""

    widget = TimeInput()
    data: time | None

    def _value(self) -> str:
        return _typed(self.raw_data) or (f"{self.data:%H:%M}" if self.data else "")

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        text = _typed(valuelist)
        self.data = None
        if text:
            try:
                self.data = time.fromisoformat(text).replace(tzinfo=None, microsecond=0)
            except ValueError:
                raise ValueError(gettext("Write the hour as 10:00.")) from None


class MomentField(Field):
    """A day and hour without zone, or None: `in_zone` makes it a moment."""

    widget = DateTimeLocalInput()
    data: datetime | None

    def _value(self) -> str:
        return _typed(self.raw_data) or (f"{self.data:%Y-%m-%dT%H:%M}" if self.data else "")

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        text = _typed(valuelist)
        self.data = None
        if text:
            try:
                self.data = datetime.fromisoformat(text).replace(tzinfo=None)
            except ValueError:
                raise ValueError(gettext("Write day and hour as 2027-02-08 10:00.")) from None

    def in_zone(self, zone_name: str) -> datetime | None:
        """The wall time in a zone, aware. Raises UnknownZone."""
        return self.data.replace(tzinfo=zone(zone_name)) if self.data else None


class WholeNumberField(IntegerField):
    """A whole number, or None when nothing was typed."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        text = _typed(valuelist)
        self.data = None
        if text:
            if not text.isascii() or not text.removeprefix("-").isdigit() or len(text) > 9:
                raise ValueError(gettext("Write a whole number."))
            self.data = int(text)


class LineField(StringField):
    """One line of text without spaces around it."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        self.data = _typed(valuelist)


def offered(pairs: Iterable[tuple[str, object]]) -> list[SelectChoice]:
    """Choices of a list from (value, label) pairs; labels may be lazy."""
    return [SelectChoice(value, label) for value, label in pairs]


def offered_values(field: SelectField) -> set[str]:
    """Values of a field's choices."""
    return {value for value, *_ in field.choices or ()}


def _typed(values: Sequence[Any] | None) -> str:
    return " ".join(str(values[0]).split()) if values else ""


class TextField(TextAreaField):
    """A text of several lines; browsers send them with CRLF, the hub keeps LF."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        self.data = str(valuelist[0]).replace("\r\n", "\n") if valuelist else ""


def refuse_unreadable(form: Form) -> None:
    """Raises Invalid when something typed cannot even be read (a day, a number); the messages are beside the fields.

    What is required or allowed is left to the actions, which every other way in passes too.
    """
    form.validate()
    for field in form:
        field.errors = list(field.process_errors)
    if any(field.errors for field in form):
        raise Invalid({})


def show_messages(form: Form, messages: Mapping[str, str]) -> None:
    """Put an action's messages beside the fields of those names, unless one stands there; the rest above the form."""
    for name, message in messages.items():
        if name in form:
            form[name].errors = list(form[name].errors) or [message]
        else:
            form.form_errors = [*form.form_errors, message]
