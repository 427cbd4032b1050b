"""The accounts of the sample data: the office's, and people of partners of every kind."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.accounts.create_account import create_account
from core.accounts.passwords import make_password
from core.accounts.roles import Role
from partners.staff import StaffDetails, appoint_operator
from verify.sample.places import Desks

OFFICE = {
    "admin": (Role.ADMIN, "梁主任（演示）"),
    "officer": (Role.OFFICER, "郝办事员（演示）"),
    "approver": (Role.APPROVER, "申副主任（演示）"),
    "auditor": (Role.AUDITOR, "常审计（演示）"),
}
PARTNERS = {
    "partner_manager": (Role.PARTNER_MANAGER, "苗主管（演示）", "green_channel"),
    "scenic_manager": (Role.PARTNER_MANAGER, "乔票务（演示）", "old_town_gate"),
    "apartment_manager": (Role.PARTNER_MANAGER, "武管家（演示）", "reception"),
    "service_manager": (Role.PARTNER_MANAGER, "侯科长（演示）", "window"),
    "hospital_operator": (Role.OPERATOR, "白若溪（演示）", "green_channel"),
    "scenic_operator": (Role.OPERATOR, "段青山（演示）", "old_town_gate"),
    "apartment_operator": (Role.OPERATOR, "温如玉（演示）", "reception"),
    "service_operator": (Role.OPERATOR, "秦可期（演示）", "window"),
    "checkup_operator": (Role.OPERATOR, "史雨眠（演示）", "checkups"),
    "hotel_operator": (Role.OPERATOR, "冀春晓（演示）", "hotel"),
}
"""Login, role, name and the desk: an operator stands there, a manager keeps its partner."""


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """Somebody who can sign in; `login` is the name in instance/demo.json too."""

    login: str
    password: str
    account_id: int
    desk: str | None = None


Staff = dict[str, SampleAccount]


def hire_staff(session: Session, desks: Desks, *, now: datetime) -> Staff:
    """Add the office's accounts, and a manager and operators for each kind of partner."""
    staff: Staff = {}
    for login, (role, name) in OFFICE.items():
        password = make_password()
        account = create_account(session, login, password=password, name=name, role=role, now=now)
        staff[login] = SampleAccount(login, password, account.id)
    for login, (role, name, code) in PARTNERS.items():
        opened = desks[code]
        desk_id = opened.desk.id if role is Role.OPERATOR else None
        details = StaffDetails(login, name, role, desk_id)
        hired = appoint_operator(session, opened.partner_id, details=details, now=now)
        stands_at = code if desk_id is not None else None
        staff[login] = SampleAccount(login, hired.password, hired.account.id, stands_at)
    return staff


def operators_by_desk(staff: Staff) -> dict[str, int]:
    """Answer the account of the operator at each desk that has one."""
    return {each.desk: each.account_id for each in staff.values() if each.desk is not None}
