"""Every view says who may open it: `@public` or `@requires(Permission.…)`. A contract test fails on one that does not."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission, may
from hub.web.identity import current_actor
from hub.web.kept_input import sign_in_first

View = Callable[..., ResponseReturnValue]


def public(view: View) -> View:
    """Open to visitors; what they see is still decided by `visible_to`."""
    view.permission = None  # type: ignore[attr-defined]
    return view


def requires(permission: Permission) -> Callable[[View], View]:
    """Open to who holds the permission on at least some subject. A visitor is sent to sign in; to another signed-in
    reader the page does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            actor = current_actor()
            if not may(actor, permission):
                if actor.is_visitor:
                    return ask_to_sign_in()
                abort(404)
            return view(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def ask_to_sign_in() -> ResponseReturnValue:
    """Send a visitor to the sign-in page and back afterwards; what a POST carried goes along."""
    if request.method == "POST":
        return sign_in_first()
    return redirect(f"/login?next={quote(request.full_path.rstrip('?'), safe='/')}")
