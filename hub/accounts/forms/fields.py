"""Fields that several forms of the room share."""

from collections.abc import Mapping
from typing import Any

from wtforms import PasswordField, SelectField
from wtforms.validators import InputRequired

from hub.accounts.password_rules import SHORTEST
from hub.core.locale import gettext, lazy_gettext
from hub.core.multilingual import MultilingualText
from hub.network.models import Organisation
from hub.web.form_fields import offered
from hub.web.incoming import whole_or

UNKNOWN_ID = -1


def whole_id(value: Any) -> int | None:
    """A number from a list; None for the empty choice, an id that nothing has for anything else."""
    if value in (None, "", "None"):
        return None
    return whole_or(value, UNKNOWN_ID)


def optional_code(value: Any) -> str | None:
    return str(value) if value not in (None, "", "None") else None


class OrganisationField(SelectField):
    """Its value is the organisation's id; a form made from a person finds the organisation itself."""

    def __init__(self, **options: Any) -> None:
        super().__init__(lazy_gettext("Organisation"), coerce=whole_id, validate_choice=False, **options)

    def process_data(self, value: Any) -> None:
        super().process_data(value.id if isinstance(value, Organisation) else value)


def offer(field: SelectField, names: Mapping[Any, MultilingualText], empty: str) -> None:
    """Fill a list with names in the reader's language, after a choice of none."""
    field.choices = offered([("", empty), *((key, str(name)) for key, name in names.items())])


def no_region() -> str:
    return gettext("No region: the whole network")


def no_organisation() -> str:
    return gettext("Not in the list")


def new_password_field(label: Any) -> PasswordField:
    return PasswordField(
        label,
        [InputRequired(lazy_gettext("Choose a password."))],
        description=lazy_gettext(
            "At least %(num)s characters. Three or four words that do not belong together are strong and easy to type.",
            num=SHORTEST,
        ),
        render_kw={"autocomplete": "new-password"},
    )


def present_password_field() -> PasswordField:
    return PasswordField(
        lazy_gettext("Present password"),
        [InputRequired(lazy_gettext("Enter your present password."))],
        render_kw={"autocomplete": "current-password"},
    )
