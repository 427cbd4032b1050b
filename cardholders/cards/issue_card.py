"""Issue a card to a holder whom a decision of the leading group has honoured."""

import uuid
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cardholders.cards.events import record_event
from cardholders.cards.find import honours_held
from cardholders.cards.models import Card, CardEventKind, CardState
from cardholders.cards.number import write_number
from cardholders.people.models import Holder
from core.clock import shanghai_date
from core.errors import Conflict, NotFound
from core.policy.model import Policy
from core.policy.vocabulary import SettingCode


def issue_card(session: Session, holder_id: int, *, policy: Policy, by: int, now: datetime) -> Card:
    """Issue the one card of a holder, valid as long as the office's setting says.

    Raises Conflict without an honour in force (no decision, no card) or beside a live card.
    """
    holder = session.scalar(
        select(Holder).where(Holder.id == holder_id).options(selectinload(Holder.honours))
    )
    if holder is None:
        raise NotFound(gettext("没有这位持卡人"))
    if not honours_held(holder):
        raise Conflict(gettext("没有人才工作领导小组的决定，不能发卡：请先登记决定并授予称号"))
    live = select(Card.id).where(Card.holder_id == holder_id, Card.state != CardState.REVOKED)
    if session.scalar(live) is not None:
        raise Conflict(gettext("此人已有一张卡，一人一卡"))
    issued_on = shanghai_date(now)
    card = Card(
        number=uuid.uuid4().hex[:20],
        holder_id=holder_id,
        holder=holder,
        state=CardState.ACTIVE,
        issued_on=issued_on,
        expires_on=_last_day(issued_on, months=policy.setting(SettingCode.CARD_VALIDITY).number),
        issued_by=by,
    )
    session.add(card)
    session.flush()
    card.number = write_number(issued_on, card.id)
    record_event(session, card, kind=CardEventKind.ISSUED, now=now, by=by)
    session.flush()
    return card


def _last_day(issued_on: date, *, months: int) -> date:
    return issued_on + relativedelta(months=months) - timedelta(days=1)
