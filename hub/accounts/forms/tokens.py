"""A new token."""

from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from hub.accounts.actions.tokens import LIFETIMES, NAME_LIMIT
from hub.core.locale import gettext, lazy_gettext, ngettext
from hub.web.api import READ, write_scopes
from hub.web.form_fields import LineField, offered

CHOOSE = lazy_gettext("Choose one of the list.")


class ScopesField(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class TokenForm(FlaskForm):
    name = LineField(
        lazy_gettext("Name"),
        [InputRequired(lazy_gettext("Give a name."))],
        description=lazy_gettext("The program that will use it, so that you know it again."),
        render_kw={"maxlength": NAME_LIMIT, "dir": "auto"},
    )
    scopes = ScopesField(
        lazy_gettext("What it may do"),
        [InputRequired(lazy_gettext("Choose at least one."))],
        description=lazy_gettext("Never more than you may do yourself."),
        validate_choice=False,
        default=[READ],
    )
    days = SelectField(
        lazy_gettext("It expires after"), [InputRequired(CHOOSE)], coerce=str, validate_choice=False, default="90"
    )

    def offer(self) -> "TokenForm":
        self.scopes.choices = offered(scope_labels().items())
        self.days.choices = offered((str(days), ngettext("%(num)s day", "%(num)s days", days)) for days in LIFETIMES)
        return self


def scope_labels() -> dict[str, str]:
    """Every scope there is, in words."""
    writing = {scope: gettext("Write: %(room)s", room=str(room)) for scope, room in write_scopes().items()}
    return {READ: gettext("Read what I may read"), **writing}
