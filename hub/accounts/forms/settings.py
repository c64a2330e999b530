"""A person's own settings."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from hub.accounts.forms.fields import OrganisationField, new_password_field, present_password_field
from hub.core.locale import LANGUAGES, lazy_gettext, lazy_pgettext
from hub.web.form_fields import LineField, offered

THEME_CHOICES = (
    ("auto", lazy_pgettext("appearance", "As my device")),
    ("light", lazy_pgettext("appearance", "Light")),
    ("dark", lazy_pgettext("appearance", "Dark")),
)


class ProfileForm(FlaskForm):
    name = LineField(
        lazy_gettext("Name"),
        [
            InputRequired(lazy_gettext("Enter your name.")),
            Length(max=120, message=lazy_gettext("Use at most 120 characters.")),
        ],
        render_kw={"autocomplete": "name"},
    )
    handle = LineField(
        lazy_gettext("Handle"),
        [InputRequired(lazy_gettext("Choose a handle."))],
        description=lazy_gettext("What others write after @ to mention you. Small Latin letters, digits and hyphens."),
        render_kw={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"},
    )
    job_title = LineField(
        lazy_gettext("Job title"),
        [Length(max=160, message=lazy_gettext("Use at most 160 characters."))],
        render_kw={"autocomplete": "organization-title"},
    )
    organisation = OrganisationField()
    presentation = TextAreaField(
        lazy_gettext("Presentation"),
        [Length(max=2000, message=lazy_gettext("Use at most 2,000 characters."))],
        description=lazy_gettext("What you work on, and what colleagues of other regions may ask you."),
        render_kw={"dir": "auto"},
    )


class LanguageForm(FlaskForm):
    language = RadioField(
        lazy_gettext("Language"),
        [InputRequired(lazy_gettext("Choose a language of the list."))],
        choices=offered((code, language.name) for code, language in LANGUAGES.items()),
        validate_choice=False,
    )
    zone = StringField(
        lazy_gettext("Time zone"),
        [InputRequired(lazy_gettext("Choose a time zone of the list, for instance Africa/Casablanca."))],
        description=lazy_gettext("Hours are shown in this zone. Type the name of a city to search the list."),
        render_kw={"dir": "ltr", "list": "zones", "autocomplete": "off", "spellcheck": "false"},
    )
    theme_mode = RadioField(
        lazy_gettext("Appearance"),
        [InputRequired(lazy_gettext("Choose one of the list."))],
        choices=offered(THEME_CHOICES),
        validate_choice=False,
    )


class DirectoryForm(FlaskForm):
    in_directory = BooleanField(
        lazy_gettext("Show me in the directory"),
        description=lazy_gettext("Members who are signed in see your name, job title, organisation, region and roles."),
    )
    shows_email = BooleanField(
        lazy_gettext("Show my email address on my profile"),
        description=lazy_gettext("Only with the directory. You can withdraw both at any time."),
    )


class PasswordForm(FlaskForm):
    current_password = present_password_field()
    new_password = new_password_field(lazy_gettext("New password"))


class LeavingForm(FlaskForm):
    current_password = present_password_field()
    is_sure = BooleanField(
        lazy_gettext("I understand that this cannot be undone"),
        [InputRequired(lazy_gettext("Confirm that you understand."))],
    )


class IntroductionForm(FlaskForm):
    organisation = OrganisationField()
    job_title = LineField(
        lazy_gettext("Job title"), [Length(max=160, message=lazy_gettext("Use at most 160 characters."))]
    )
    in_directory = BooleanField(
        lazy_gettext("Show me in the directory"),
        description=lazy_gettext("Members who are signed in see your name, job title, organisation, region and roles."),
    )
