"""Roles and suspension."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from hub.accounts.forms.fields import OrganisationField, optional_code
from hub.core.locale import lazy_gettext
from hub.network.labels import ROLE_LABELS
from hub.services.moderation import GROUNDS, Ground
from hub.web.form_fields import DayField, offered


class AccountForm(FlaskForm):
    email = EmailField(lazy_gettext("Email"), [InputRequired(lazy_gettext("Enter an email address."))])
    organisation = OrganisationField()


class DatesForm(FlaskForm):
    starts_on = DayField(lazy_gettext("First day"), [InputRequired(lazy_gettext("Give the first day."))])
    ends_on = DayField(lazy_gettext("Last day"), description=lazy_gettext("Empty: no end."))
    is_alternate = BooleanField(
        lazy_gettext("Alternate"), description=lazy_gettext("Stands in for the holder of the role.")
    )


class RoleForm(DatesForm):
    role = SelectField(
        lazy_gettext("Role"),
        [InputRequired(lazy_gettext("Choose a role."))],
        choices=offered((role.value, label) for role, label in ROLE_LABELS.items()),
        validate_choice=False,
    )
    region = SelectField(lazy_gettext("Region"), coerce=optional_code, validate_choice=False)


class SuspensionForm(FlaskForm):
    ground = SelectField(
        lazy_gettext("Ground"),
        choices=offered(GROUNDS.items()),
        default=Ground.CONDUCT.value,
        description=lazy_gettext("Members read it in the moderation log, without the person."),
        validate_choice=False,
    )
    reason = TextAreaField(
        lazy_gettext("Reason"),
        [
            InputRequired(lazy_gettext("Give the reason: it stays in the audit.")),
            Length(max=500, message=lazy_gettext("Use at most 500 characters.")),
        ],
        description=lazy_gettext("Told to the person at sign-in, and kept in the audit."),
        render_kw={"dir": "auto", "rows": "3"},
    )
    last_day = DayField(lazy_gettext("Last day"), description=lazy_gettext("Empty: until it is lifted."))
