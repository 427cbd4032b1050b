"""The one guard: every view names the permission it needs, or says that it is public."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from core.accounts.roles import Permission

View = TypeVar("View", bound=Callable[..., object])

REQUIRED = "required_permission"
PUBLIC = "public_because"


def requires(permission: Permission) -> Callable[[View], View]:
    """Mark a view as needing the permission."""

    def mark(view: View) -> View:
        setattr(view, REQUIRED, permission)
        return view

    return mark


def public(because: str) -> Callable[[View], View]:
    """Mark a view as open to anybody, and say why."""

    def mark(view: View) -> View:
        setattr(view, PUBLIC, because)
        return view

    return mark


def check_permission() -> ResponseReturnValue | None:
    """Refuse a request whose caller lacks what its view requires; unmarked views are shut."""
    if request.endpoint is None:
        return None
    view = current_app.view_functions[request.endpoint]
    if getattr(view, PUBLIC, None):
        return None
    permission = getattr(view, REQUIRED, None)
    if permission is not None and current_user.is_authenticated and current_user.may(permission):
        return None
    if current_user.is_authenticated or permission is None:
        abort(403)
    if request.accept_mimetypes.accept_html and request.method == "GET":
        return redirect(url_for("sign_in.show", next=request.full_path.rstrip("?")))
    abort(401)


def guard(app: Flask) -> None:
    """Put every view of the application behind the check."""
    static = app.view_functions.get("static")
    if static is not None:
        public("style sheets and scripts hold nothing personal")(static)
    app.before_request(check_permission)
