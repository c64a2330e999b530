"""Signing in, and the ways back in."""

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired

from hub.accounts.forms.fields import new_password_field
from hub.core.locale import lazy_gettext


class SignInForm(FlaskForm):
    email = EmailField(
        lazy_gettext("Email"),
        [InputRequired(lazy_gettext("Enter your email address."))],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        lazy_gettext("Password"),
        [InputRequired(lazy_gettext("Enter your password."))],
        render_kw={"autocomplete": "current-password"},
    )


class AddressForm(FlaskForm):
    email = EmailField(
        lazy_gettext("Email"),
        [InputRequired(lazy_gettext("Enter your email address."))],
        render_kw={"autocomplete": "username"},
    )


class NewPasswordForm(FlaskForm):
    new_password = new_password_field(lazy_gettext("New password"))
