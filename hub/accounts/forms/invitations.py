"""Inviting, and accepting an invitation."""

from collections.abc import Container

from flask_wtf import FlaskForm
from wtforms import EmailField, RadioField, SelectChoice, SelectField
from wtforms.validators import InputRequired, Length

from hub.accounts.forms.fields import OrganisationField, new_password_field, optional_code
from hub.core.access import Role
from hub.core.locale import LANGUAGES, lazy_gettext
from hub.network.labels import ROLE_LABELS
from hub.web.form_fields import LineField, offered


class InvitationForm(FlaskForm):
    email = EmailField(lazy_gettext("Email"), [InputRequired(lazy_gettext("Enter an email address."))])
    name = LineField(
        lazy_gettext("Name"),
        [Length(max=120, message=lazy_gettext("Use at most 120 characters."))],
        description=lazy_gettext("As the invitation greets the person; they can change it."),
    )
    role = SelectField(lazy_gettext("Role"), [InputRequired(lazy_gettext("Choose a role."))], validate_choice=False)
    region = SelectField(lazy_gettext("Region"), coerce=optional_code, validate_choice=False)
    organisation = OrganisationField()
    language = RadioField(
        lazy_gettext("Language of the invitation"),
        [InputRequired(lazy_gettext("Choose a language of the list."))],
        choices=offered((code, language.name) for code, language in LANGUAGES.items()),
        validate_choice=False,
    )


class AcceptForm(FlaskForm):
    """`email` is asked only when the invitation names no address."""

    email = EmailField(
        lazy_gettext("Email"),
        [InputRequired(lazy_gettext("Enter your email address."))],
        render_kw={"autocomplete": "email"},
    )
    name = LineField(
        lazy_gettext("Name"),
        [
            InputRequired(lazy_gettext("Enter your name.")),
            Length(max=120, message=lazy_gettext("Use at most 120 characters.")),
        ],
        description=lazy_gettext("As the other members will see it."),
        render_kw={"autocomplete": "name"},
    )
    new_password = new_password_field(lazy_gettext("Password"))


def role_choices(roles: Container[Role]) -> list[SelectChoice]:
    """The roles that may be given."""
    return offered((role.value, str(label)) for role, label in ROLE_LABELS.items() if role in roles)
