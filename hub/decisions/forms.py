"""Shape of the register's forms; what is right is the actions' to say."""

from collections.abc import Sequence

from wtforms import Form, SelectField
from wtforms.validators import InputRequired

from hub.core.locale import LANGUAGES, current_language, lazy_gettext
from hub.decisions.actions import NewAction
from hub.decisions.labels import ACTION_STATUS, DECISION_STATUS
from hub.decisions.rows import DecisionRow
from hub.network.models import Region
from hub.web.form_fields import DayField, LineField, TextField, offered, offered_values

ACTION_PREFIX = "action-"
DECISION_PREFIX = "decision-"

Choices = Sequence[tuple[str, object]]


def language_choices() -> Choices:
    return [(language.code, language.name) for language in LANGUAGES.values()]


def note_prefix(action_id: int) -> str:
    """Several note forms stand on one page: each has its own field names."""
    return f"note-{action_id}-"


class ActionForm(Form):
    """One new action. `regions` and `people` fill its lists."""

    text = TextField(lazy_gettext("What is to be done"), [InputRequired()], render_kw={"rows": 2})
    institution = LineField(lazy_gettext("Institution responsible"))
    owner = SelectField(lazy_gettext("Person responsible"), validate_choice=False)
    region = SelectField(lazy_gettext("Region"), validate_choice=False)
    due_on = DayField(lazy_gettext("Due date"), [InputRequired()])
    language = SelectField(lazy_gettext("Language of the text"), [InputRequired()], validate_choice=False)

    def fill(self, regions: Sequence[Region], people: Sequence[tuple[int, str]] = ()) -> "ActionForm":
        """Choices of the lists, in the reader's language."""
        self.region.choices = offered([("", "–"), *((region.code, str(region.name)) for region in regions)])
        self.owner.choices = offered([("", "–"), *((str(number), name) for number, name in people)])
        self.language.choices = offered(language_choices())
        self.language.data = self.language.data or current_language().code
        return self

    @property
    def is_blank(self) -> bool:
        """True when nothing was typed."""
        text = (self.text.data or "").strip()
        return not (text or self.institution.data or (self.due_on.raw_data and self.due_on.raw_data[0]))

    def value(self) -> NewAction:
        """An unknown owner or region counts as none: the lists offer no other."""
        owner, region = self.owner.data or "", self.region.data or ""
        return NewAction(
            text=self.text.data or "",
            due_on=self.due_on.data,
            institution=self.institution.data or "",
            owner_id=int(owner) if owner and owner in offered_values(self.owner) else None,
            region_code=region if region and region in offered_values(self.region) else None,
        )


class NoteForm(Form):
    """Progress of an action."""

    note = TextField(lazy_gettext("What was done, or why"), [InputRequired()], render_kw={"rows": 3})
    status = SelectField(
        lazy_gettext("Status"),
        [InputRequired()],
        choices=offered(ACTION_STATUS.items()),
        validate_choice=False,
    )


class DecisionForm(Form):
    """A decision's text and standing."""

    text = TextField(lazy_gettext("Decision"), [InputRequired()], render_kw={"rows": 4})
    status = SelectField(
        lazy_gettext("Status"),
        [InputRequired()],
        choices=offered(DECISION_STATUS.items()),
        validate_choice=False,
    )

    @classmethod
    def of(cls, row: DecisionRow) -> "DecisionForm":
        return cls(text=row.text, status=row.status, prefix=DECISION_PREFIX)
