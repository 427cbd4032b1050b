"""Create an account, and disable one."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts.models import Account
from core.accounts.passwords import MIN_LENGTH, hash_password
from core.accounts.roles import Role
from core.errors import Conflict, InvalidInput, NotFound

PARTNER_ROLES = frozenset({Role.PARTNER_MANAGER, Role.OPERATOR})


def create_account(
    session: Session,
    login: str,
    *,
    password: str,
    name: str,
    role: Role,
    now: datetime,
    partner_id: int | None = None,
) -> Account:
    """Add an account; raises InvalidInput for a short password or a role without its scope."""
    if len(password) < MIN_LENGTH:
        raise InvalidInput(gettext("密码至少%(count)s位", count=MIN_LENGTH), field="password")
    if (role in PARTNER_ROLES) != (partner_id is not None):
        raise InvalidInput(gettext("合作单位人员须指明单位，人才办人员则不属于单位"), field="role")
    if session.scalar(select(Account.id).where(Account.login == login)) is not None:
        raise Conflict(gettext("登录名已被使用"), field="login")
    account = Account(
        login=login,
        password_hash=hash_password(password),
        name=name,
        role=role,
        partner_id=partner_id,
        created_at=now,
    )
    session.add(account)
    session.flush()
    return account


def disable_account(session: Session, login: str, *, now: datetime) -> Account:
    """Disable an account; every session it has is out at its next request."""
    account = session.scalar(select(Account).where(Account.login == login))
    if account is None:
        raise NotFound(gettext("没有这个账号"))
    account.disabled_at = now
    account.session_version += 1
    return account
