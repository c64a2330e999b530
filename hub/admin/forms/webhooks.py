"""A new webhook."""

from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from hub.admin.actions.webhooks import NewWebhook
from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE
from hub.core.locale import gettext, lazy_gettext
from hub.services.webhooks import event_labels
from hub.web.form_fields import LineField, offered


class EventsField(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class WebhookForm(FlaskForm):
    address = LineField(
        lazy_gettext("Address"),
        [InputRequired(lazy_gettext("Give an address that begins with https://, without user name and password."))],
        description=lazy_gettext("On the public internet: addresses of private networks are refused."),
        render_kw={"dir": "ltr", "inputmode": "url", "placeholder": "https://"},
    )
    events = EventsField(
        lazy_gettext("What it is told"),
        [InputRequired(lazy_gettext("Choose at least one."))],
        validate_choice=False,
    )
    audience = SelectField(
        lazy_gettext("As whom it hears"),
        [InputRequired(lazy_gettext("Choose one of the list."))],
        description=lazy_gettext("It is told of nothing that these readers do not see."),
        validate_choice=False,
    )

    def offer(self, own: dict[str, str]) -> "WebhookForm":
        """`own`: more audiences, by name."""
        self.events.choices = offered((name, str(label)) for name, label in event_labels().items())
        everybody = {PUBLIC_AUDIENCE: gettext("Everybody"), MEMBERS_AUDIENCE: gettext("Members of the network")}
        self.audience.choices = offered((everybody | own).items())
        return self

    def new(self) -> NewWebhook:
        return NewWebhook(self.address.data or "", self.events.data or [], self.audience.data or "")
