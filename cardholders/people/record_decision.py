"""Record a decision of the leading group's meeting: the only door to a card (article 16)."""

from datetime import date, datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.people.models import LeadingGroupDecision
from core.clock import shanghai_date
from core.database.insert_once import insert_once
from core.errors import Conflict, InvalidInput

MEETING_LENGTH = 120
NUMBER_LENGTH = 60


def record_decision(
    session: Session,
    document_number: str,
    *,
    meeting: str,
    decided_on: date,
    by: int,
    now: datetime,
) -> LeadingGroupDecision:
    """Add a decision by its document number, which no other has.

    Raises InvalidInput for what is missing, too long or in the future, Conflict for a number
    that is recorded already.
    """
    number, place = "".join(document_number.split()), " ".join(meeting.split())
    for field, text, longest in (
        ("meeting", place, MEETING_LENGTH),
        ("document_number", number, NUMBER_LENGTH),
    ):
        if not text:
            raise InvalidInput(gettext("请填写此项"), field=field)
        if len(text) > longest or not text.isprintable():
            raise InvalidInput(gettext("请控制在%(count)s字以内", count=longest), field=field)
    if decided_on > shanghai_date(now):
        raise InvalidInput(gettext("决定日期不能晚于今天"), field="decided_on")
    mine = insert_once(
        session,
        LeadingGroupDecision,
        meeting=place,
        document_number=number,
        decided_on=decided_on,
        recorded_by=by,
        recorded_at=now,
    )
    if not mine:
        raise Conflict(gettext("此文号已登记过"), field="document_number")
    return session.scalars(
        select(LeadingGroupDecision).where(LeadingGroupDecision.document_number == number)
    ).one()
