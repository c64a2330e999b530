"""Names of one thing, for "also search"."""

from flask_wtf import FlaskForm
from wtforms.validators import Length

from hub.admin.forms.network import ARABIC, ENGLISH, FRENCH
from hub.core.locale import lazy_gettext
from hub.services.search.models import LONGEST_NAMES
from hub.web.form_fields import LineField

NAMES = Length(max=LONGEST_NAMES, message=lazy_gettext("Use at most 300 characters."))


class SynonymsForm(FlaskForm):
    fr = LineField(
        lazy_gettext("In French"),
        [NAMES],
        render_kw=FRENCH,
        description=lazy_gettext("Several names of the same thing are separated by commas."),
    )
    ar = LineField(lazy_gettext("In Arabic"), [NAMES], render_kw=ARABIC)
    en = LineField(lazy_gettext("In English"), [NAMES], render_kw=ENGLISH)
