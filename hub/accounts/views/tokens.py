"""Personal tokens for programs."""

from flask import flash, make_response, redirect, render_template
from flask.typing import ResponseReturnValue

from hub.accounts.actions.tokens import make_token, revoke_token
from hub.accounts.forms.tokens import TokenForm, scope_labels
from hub.accounts.queries.tokens import own_tokens
from hub.accounts.views.room import blueprint
from hub.core.access import Permission
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.web.access import requires
from hub.web.form_fields import show_messages
from hub.web.identity import current_actor
from hub.web.incoming import whole_or

ADDRESS = "/settings/tokens"


@blueprint.get("/settings/tokens")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def tokens() -> ResponseReturnValue:
    return _page(TokenForm(formdata=None))


@blueprint.post("/settings/tokens")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def add_token() -> ResponseReturnValue:
    """The answer itself shows the token: it is kept nowhere from which it could be shown later."""
    form = TokenForm().offer()
    if not form.validate():
        return _page(form), 422
    try:
        made = make_token(
            current_actor(),
            form.name.data or "",
            form.scopes.data or [],
            whole_or(form.days.data, 0),
            offered=list(scope_labels()),
        )
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        return _page(form), 422
    answer = make_response(_page(TokenForm(formdata=None), made), 201)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/settings/tokens/<int:token_id>/revocation")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def end_token(token_id: int) -> ResponseReturnValue:
    revoke_token(current_actor(), token_id)
    flash(gettext("The token is revoked."), "success")
    return redirect(ADDRESS)


def _page(form: TokenForm, made: str = "") -> str:
    return render_template(
        "accounts/settings_tokens.html",
        form=form.offer(),
        made=made,
        tokens=own_tokens(db.session, current_actor()),
        labels=scope_labels(),
    )
