"""The design system: what component macros may call, and the page that shows every component in all its states."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, Flask, render_template
from flask.typing import ResponseReturnValue
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FileField,
    Form,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    validators,
)

from hub.core import clock
from hub.core.access import Permission, Policy, Role, has_role, register_policy
from hub.core.locale import LANGUAGES, current_zone, lazy_gettext
from hub.core.paging import Page
from hub.web import chrome, navigation, theme
from hub.web.access import requires
from hub.web.error_texts import error_text
from hub.web.fields import field_attributes, field_shape, flat_errors, form_errors, initials
from hub.web.icons import ICONS, MARK, icon

blueprint = Blueprint("design", __name__)

POLICY: Policy = {Permission.ADMIN_DESIGN_READ: has_role(Role.ADMINISTRATOR)}
TONES = ("neutral", "info", "success", "warning", "danger", "accent")
KINDS = ("primary", "secondary", "quiet", "danger")


def init_app(app: Flask) -> None:
    """Offer the components' helpers to templates and open `/design`."""
    app.jinja_env.globals.update(
        direction_of=direction_of,
        draw_icon=icon,
        error_text=error_text,
        field_attributes=field_attributes,
        field_shape=field_shape,
        list_form_errors=form_errors,
        mark=lambda: MARK,
        reader_zone=current_zone,
    )
    app.jinja_env.filters.update(flat_errors=flat_errors, initials=initials)
    register_policy(POLICY)
    navigation.init_app(app)
    theme.init_app(app)
    chrome.init_app(app)
    app.register_blueprint(blueprint)


def direction_of(code: str | None) -> str:
    """`rtl`, `ltr`, or `auto` for a language that the interface does not know."""
    return LANGUAGES[code].direction if code in LANGUAGES else "auto"


class SampleForm(Form):
    """One field of each sort; filled and refused to show the errors."""

    title = StringField(
        lazy_gettext("Title"),
        [validators.InputRequired(lazy_gettext("Give a title."))],
        description=lazy_gettext("In one sentence."),
    )
    email = EmailField(lazy_gettext("Email"), [validators.Email(lazy_gettext("This address is not complete."))])
    day = DateField(lazy_gettext("Date"), [validators.Optional()])
    kind = SelectField(
        lazy_gettext("Kind"),
        [validators.InputRequired(lazy_gettext("Choose one of the kinds."))],
        choices=[
            SelectChoice("workshop", lazy_gettext("Workshop")),
            SelectChoice("clinic", lazy_gettext("Peer clinic")),
        ],
        validate_choice=False,
    )
    level = RadioField(
        lazy_gettext("Maturity"),
        [validators.InputRequired(lazy_gettext("Choose one of the kinds."))],
        choices=[
            SelectChoice("tried", lazy_gettext("Tried")),
            SelectChoice("proven", lazy_gettext("Proven")),
        ],
        validate_choice=False,
    )
    agree = BooleanField(lazy_gettext("Receive the summary of the week"))
    file = FileField(lazy_gettext("File"), description=lazy_gettext("PDF, at most 20 MB."))
    body = TextAreaField(lazy_gettext("Message"), [validators.InputRequired(lazy_gettext("Write a message."))])


@dataclass(frozen=True)
class SamplePerson:
    name: str
    organisation_name: str
    region_name: str


@blueprint.get("/design")
@requires(Permission.ADMIN_DESIGN_READ)
def gallery() -> ResponseReturnValue:
    """Every component, in French and in Arabic side by side."""
    return render_template("web/design.html", **_samples())


def _samples() -> dict[str, Any]:
    refused = SampleForm(data={"email": "point.focal@"})
    refused.validate()
    now = clock.utcnow().replace(minute=0, second=0, microsecond=0)
    return {
        "blank": SampleForm(prefix="blank-"),
        "refused": refused,
        "icons": sorted(ICONS),
        "kinds": KINDS,
        "moment": now + timedelta(days=3),
        "page": Page([], next_cursor="next", previous_cursor="previous"),
        "people": {
            "fr": SamplePerson("Point focal de l’Oriental", "Conseil régional de l’Oriental", "Oriental"),
            "ar": SamplePerson("نقطة اتصال سوس - ماسة", "مجلس جهة سوس - ماسة", "سوس - ماسة"),
        },
        "tones": TONES,
    }
