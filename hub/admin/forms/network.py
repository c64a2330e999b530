"""Names and texts in the three languages of the interface."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from hub.accounts.forms.fields import optional_code
from hub.core.locale import LANGUAGES, lazy_gettext
from hub.core.multilingual import MultilingualText
from hub.network.labels import ORGANISATION_KINDS
from hub.web.form_fields import LineField, offered

SHORT = Length(max=200, message=lazy_gettext("Use at most 200 characters."))
LONG = Length(max=4000, message=lazy_gettext("Use at most 4,000 characters."))
ARABIC = {"lang": "ar", "dir": "rtl"}
ENGLISH = {"lang": "en", "dir": "ltr"}
FRENCH = {"lang": "fr", "dir": "ltr"}


class NamesForm(FlaskForm):
    name_fr = LineField(
        lazy_gettext("Name in French"), [InputRequired(lazy_gettext("Give the French name.")), SHORT], render_kw=FRENCH
    )
    name_ar = LineField(lazy_gettext("Name in Arabic"), [SHORT], render_kw=ARABIC)
    name_en = LineField(lazy_gettext("Name in English"), [SHORT], render_kw=ENGLISH)


class OrganisationForm(NamesForm):
    kind = SelectField(
        lazy_gettext("Kind"),
        [InputRequired(lazy_gettext("Choose one of the list."))],
        choices=offered(ORGANISATION_KINDS.items()),
        validate_choice=False,
    )
    region = SelectField(lazy_gettext("Region"), coerce=optional_code, validate_choice=False)
    website = LineField(lazy_gettext("Website"), [SHORT], render_kw={"dir": "ltr", "inputmode": "url"})


class PresentationForm(FlaskForm):
    text_fr = TextAreaField(lazy_gettext("Text in French"), [LONG], render_kw=FRENCH)
    text_ar = TextAreaField(lazy_gettext("Text in Arabic"), [LONG], render_kw=ARABIC)
    text_en = TextAreaField(lazy_gettext("Text in English"), [LONG], render_kw=ENGLISH)


class ThemeForm(NamesForm):
    is_active = BooleanField(
        lazy_gettext("In use"), description=lazy_gettext("A theme out of use stays on what carries it already.")
    )


class GroupForm(NamesForm):
    text_fr = TextAreaField(lazy_gettext("Purpose in French"), [LONG], render_kw=FRENCH)
    text_ar = TextAreaField(lazy_gettext("Purpose in Arabic"), [LONG], render_kw=ARABIC)
    text_en = TextAreaField(lazy_gettext("Purpose in English"), [LONG], render_kw=ENGLISH)


class MemberForm(FlaskForm):
    who = LineField(
        lazy_gettext("Handle or email"),
        [InputRequired(lazy_gettext("Nobody has this handle or address."))],
        render_kw={"dir": "ltr", "autocapitalize": "none"},
    )
    is_facilitator = BooleanField(lazy_gettext("Facilitator"))


def by_language(form: FlaskForm, prefix: str) -> dict[str, str]:
    """The fields `<prefix>_fr`, `_ar`, `_en` as texts by language code."""
    return {code: form[f"{prefix}_{code}"].data or "" for code in LANGUAGES}


def spread(prefix: str, texts: Mapping[str, str] | MultilingualText) -> dict[str, str]:
    """The contrary: initial values of those fields."""
    return {f"{prefix}_{code}": texts.get(code, "") for code in LANGUAGES}
