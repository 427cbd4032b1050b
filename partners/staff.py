"""The people of a partner: appointed with a password shown once, moved, shut out, let in."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from core.accounts.create_account import PARTNER_ROLES, create_account
from core.accounts.keep_account import disable_account, enable_account, reset_password
from core.accounts.models import Account
from core.accounts.passwords import make_password
from core.accounts.roles import Role
from core.errors import Conflict, InvalidInput
from partners.find import find_desk, find_partner, find_staff
from partners.operators import assign_operator


@dataclass(frozen=True, slots=True)
class StaffDetails:
    """Somebody to appoint, as typed; `desk_id` is where an operator stands."""

    login: str
    name: str
    role: Role
    desk_id: int | None = None


@dataclass(frozen=True, slots=True)
class Appointed:
    """An account and its password; the password is shown only once."""

    account: Account
    password: str


def appoint_operator(
    session: Session, partner_id: int, *, details: StaffDetails, now: datetime
) -> Appointed:
    """Create the account of an operator at an open desk, or of a manager who needs none.

    Raises NotFound for the partner, InvalidInput or Conflict with the field that is wrong.
    """
    find_partner(session, partner_id)
    if details.role not in PARTNER_ROLES:
        raise InvalidInput(gettext("请从列表中选择"), field="role")
    at_desk = details.role is Role.OPERATOR
    desk_id = _open_desk(session, details.desk_id, partner_id) if at_desk else None
    password = make_password()
    account = create_account(
        session,
        details.login,
        password=password,
        name=details.name,
        role=details.role,
        partner_id=partner_id,
        now=now,
    )
    if desk_id is not None:
        assign_operator(session, account.id, desk_id=desk_id)
    return Appointed(account, password)


def move_operator(
    session: Session, account_id: int, *, desk_id: int | None, partner_id: int | None = None
) -> Account:
    """Put an operator at another open desk of the same partner, from the next scan on.

    Raises NotFound, InvalidInput for the desk, Conflict for somebody who stands at none.
    """
    account = find_staff(session, account_id, partner_id=partner_id, locked=True)
    if account.role is not Role.OPERATOR or account.partner_id is None:
        raise Conflict(gettext("只有服务台人员需要分配服务台"), field="desk")
    desk = _open_desk(session, desk_id, account.partner_id)
    assign_operator(session, account.id, desk_id=desk)
    return account


def disable_staff(
    session: Session, account_id: int, *, now: datetime, partner_id: int | None = None
) -> Account:
    """Shut somebody out at once; raises NotFound."""
    account = find_staff(session, account_id, partner_id=partner_id)
    return disable_account(session, account.login, now=now)


def enable_staff(session: Session, account_id: int, *, partner_id: int | None = None) -> Account:
    """Let somebody sign in again; raises NotFound."""
    account = find_staff(session, account_id, partner_id=partner_id)
    return enable_account(session, account.login)


def reset_staff_password(
    session: Session, account_id: int, *, partner_id: int | None = None
) -> Appointed:
    """Give somebody a new password and end every session; raises NotFound."""
    account = find_staff(session, account_id, partner_id=partner_id)
    return Appointed(account, reset_password(session, account.login))


def _open_desk(session: Session, desk_id: int | None, partner_id: int) -> int:
    if desk_id is None:
        raise InvalidInput(gettext("请选择服务台"), field="desk")
    desk = find_desk(session, desk_id, partner_id=partner_id)
    if desk.closed_at is not None:
        raise InvalidInput(gettext("这个服务台已关闭，请选择其他服务台"), field="desk")
    return desk.id
