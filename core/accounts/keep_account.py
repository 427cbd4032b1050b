"""Shut an account out, let it in again, and give it a new password; its sessions end at once."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts.models import Account
from core.accounts.passwords import hash_password, make_password
from core.errors import NotFound


def disable_account(session: Session, login: str, *, now: datetime) -> Account:
    """Disable an account; every session it has is out at its next request."""
    account = _find(session, login)
    account.disabled_at = account.disabled_at or now
    account.session_version += 1
    return account


def enable_account(session: Session, login: str) -> Account:
    """Let an account sign in again, with the password it had; old sessions stay out."""
    account = _find(session, login)
    account.disabled_at = None
    return account


def reset_password(session: Session, login: str) -> str:
    """Answer a new password, kept only as its hash; every session the account has ends."""
    account = _find(session, login)
    password = make_password()
    account.password_hash = hash_password(password)
    account.session_version += 1
    return password


def _find(session: Session, login: str) -> Account:
    account = session.scalar(select(Account).where(Account.login == login).with_for_update())
    if account is None:
        raise NotFound(gettext("没有这个账号"))
    return account
