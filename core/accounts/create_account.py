"""Create an account for a person who signs in."""

import re
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.accounts.models import Account
from core.accounts.passwords import MIN_LENGTH, hash_password
from core.accounts.roles import Role
from core.errors import Conflict, InvalidInput
from core.typed_line import typed_line

PARTNER_ROLES = frozenset({Role.PARTNER_MANAGER, Role.OPERATOR})
NAME_LENGTH = 80
LOGIN_FORM = re.compile(r"[a-z0-9][a-z0-9._@-]{2,63}")


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
    """Add an account.

    Raises InvalidInput for a login or name that cannot be kept, a short password or a role
    without its scope, and Conflict for a login that is taken.
    """
    login = login.strip().lower()
    if LOGIN_FORM.fullmatch(login) is None:
        words = gettext("登录名用3到64个小写字母、数字或 . _ @ -，以字母或数字开头")
        raise InvalidInput(words, field="login")
    name = typed_line(name, "name", longest=NAME_LENGTH)
    if len(password) < MIN_LENGTH:
        raise InvalidInput(gettext("密码至少%(count)s位", count=MIN_LENGTH), field="password")
    if (role in PARTNER_ROLES) != (partner_id is not None):
        raise InvalidInput(gettext("合作单位人员须指明单位，人才办人员则不属于单位"), field="role")
    if session.scalar(select(Account.id).where(Account.login == login)) is not None:
        raise _taken()
    account = Account(
        login=login,
        password_hash=hash_password(password),
        name=name,
        role=role,
        partner_id=partner_id,
        created_at=now,
    )
    try:
        with session.begin_nested():
            session.add(account)
    except IntegrityError:
        raise _taken() from None
    return account


def _taken() -> Conflict:
    return Conflict(gettext("登录名已被使用"), field="login")
