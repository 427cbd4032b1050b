"""Sign in and out, and find again who a session belongs to."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import LoginManager, current_user, login_user, logout_user
from sqlalchemy import select

from core.accounts.callers import AccountCaller, Caller
from core.accounts.guard import public
from core.accounts.models import Account
from core.accounts.passwords import password_matches
from core.accounts.request_callers import load_request_caller
from core.web.limits import limiter
from core.web.navigation import home_url
from core.web.own_path import own_path
from core.web.services import services

blueprint = Blueprint("sign_in", __name__)
LOGIN_LENGTH = 64
PASSWORD_LENGTH = 256


def install_sign_in(app: Flask) -> None:
    """Let Flask-Login alone answer who is asking."""
    logins = LoginManager(app)
    logins.user_loader(load_session_caller)
    logins.request_loader(load_request_caller)
    app.register_blueprint(blueprint)


def load_session_caller(subject: str) -> Caller | None:
    """Answer the account of a session, unless it was disabled or its version has moved on."""
    account_id, _, version = subject.partition(":")
    with services().database.reading() as db:
        account = db.get(Account, int(account_id))
    if account is None or account.disabled_at or str(account.session_version) != version:
        return None
    return AccountCaller.of(account)


@blueprint.get("/login")
@public("the door itself")
def show() -> ResponseReturnValue:
    """Show the sign-in form."""
    if current_user.is_authenticated:
        return redirect(home_url())
    return render_template("accounts/sign_in.html", next=own_path(request.args.get("next")))


@blueprint.post("/login")
@public("the door itself")
@limiter.limit("20 per minute")
@limiter.limit(
    "10 per 10 minutes",
    key_func=lambda: "login:" + request.form.get("login", "")[:LOGIN_LENGTH].lower(),
)
def enter() -> ResponseReturnValue:
    """Sign in; a wrong name and a wrong password give one and the same answer."""
    login = request.form.get("login", "")[:LOGIN_LENGTH].replace("\0", "").strip().lower()
    password = request.form.get("password", "")[:PASSWORD_LENGTH]
    with services().database.reading() as db:
        account = db.scalar(select(Account).where(Account.login == login))
    stored = account.password_hash if account and account.disabled_at is None else None
    target = own_path(request.form.get("next"))
    if not password_matches(stored, password) or account is None:
        error = gettext("登录名或密码不对，请再试一次")
        return render_template("accounts/sign_in.html", error=error, login=login, next=target), 422
    session.clear()
    login_user(AccountCaller.of(account))
    return redirect(target or home_url())


@blueprint.post("/logout")
@public("leaving is always allowed")
def leave() -> ResponseReturnValue:
    """Sign out."""
    logout_user()
    session.clear()
    flash(gettext("已退出登录"))
    return redirect(url_for("sign_in.show"))
