"""The accounts of the sample data: one of each role, with passwords made for this installation."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.accounts.create_account import create_account
from core.accounts.passwords import make_password
from core.accounts.roles import Role
from core.policy.vocabulary import PartnerKind
from partners.models import Desk
from partners.operators import assign_operator
from verify.sample.places import MAIN_DESKS, SampleDesk

OPERATORS = {
    PartnerKind.HOSPITAL: ("hospital_operator", "白若溪（演示）"),
    PartnerKind.SCENIC: ("scenic_operator", "段青山（演示）"),
    PartnerKind.APARTMENT: ("apartment_operator", "温如玉（演示）"),
    PartnerKind.SERVICE_DESK: ("service_operator", "秦可期（演示）"),
}
OFFICE = {
    "admin": (Role.ADMIN, "梁主任（演示）"),
    "officer": (Role.OFFICER, "郝办事员（演示）"),
    "approver": (Role.APPROVER, "申副主任（演示）"),
    "auditor": (Role.AUDITOR, "常审计（演示）"),
}
MANAGER = ("partner_manager", "苗主管（演示）")


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """Somebody who can sign in; `login` is the name in instance/demo.json too."""

    login: str
    password: str
    account_id: int


Staff = dict[str, SampleAccount]


def hire_staff(session: Session, desks: dict[SampleDesk, Desk], *, now: datetime) -> Staff:
    """Add the office's accounts, the hospital's manager and an operator for each kind of desk."""
    staff: Staff = {}

    def hire(login: str, name: str, role: Role, desk: Desk | None = None) -> SampleAccount:
        password = make_password()
        account = create_account(
            session,
            login,
            password=password,
            name=name,
            role=role,
            partner_id=desk.site.partner_id if desk else None,
            now=now,
        )
        staff[login] = SampleAccount(login, password, account.id)
        return staff[login]

    for login, (role, name) in OFFICE.items():
        hire(login, name, role)
    login, name = MANAGER
    hire(login, name, Role.PARTNER_MANAGER, desks[SampleDesk.GREEN_CHANNEL])
    for kind, (login, name) in OPERATORS.items():
        desk = desks[MAIN_DESKS[kind]]
        hired = hire(login, name, Role.OPERATOR, desk)
        assign_operator(session, hired.account_id, desk_id=desk.id)
    return staff
