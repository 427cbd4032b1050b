"""Operators: which desk a signed-in person stands at."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts.callers import AccountCaller
from core.errors import NotFound
from core.policy.model import Policy
from partners.models import DeskOperator
from partners.places import Place, load_place


def place_of_operator(
    session: Session, caller: AccountCaller, *, policy: Policy, now: datetime
) -> Place:
    """Answer the open desk of an operator; raises NotFound when there is none."""
    desk_id = session.scalar(
        select(DeskOperator.desk_id).where(DeskOperator.account_id == caller.account_id)
    )
    place = None if desk_id is None else load_place(session, desk_id, policy=policy, now=now)
    if place is None or place.partner_id != caller.partner_id:
        raise NotFound(gettext("您还没有分配服务台，请联系本单位管理员"))
    return place


def assign_operator(session: Session, account_id: int, *, desk_id: int) -> None:
    """Put an operator at a desk."""
    session.merge(DeskOperator(account_id=account_id, desk_id=desk_id))
