"""How many codes a contact may be sent: no telephone rings all night because somebody typed it."""

from datetime import datetime, timedelta

from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from cardholders.phone.models import CodeQuota
from core.database.insert_once import insert_once
from core.errors import DomainError

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MOST_AN_HOUR = 5
MOST_A_DAY = 10


class TooManyCodes(DomainError):
    """The contact was sent as many codes as it may be for now."""

    status = 429
    code = "too_many_codes"


def take_quota(session: Session, contact_index: bytes, *, now: datetime) -> None:
    """Count one more code to a contact; whoever asks at the same time waits for the commit.

    Raises TooManyCodes, for a contact that nobody registered as well.
    """
    session.execute(delete(CodeQuota).where(CodeQuota.day_from <= now - DAY))
    insert_once(
        session,
        CodeQuota,
        contact_index=contact_index,
        hour_from=now,
        in_hour=0,
        day_from=now,
        in_day=0,
    )
    quota = _locked(session, contact_index)
    if quota.hour_from <= now - HOUR:
        quota.hour_from, quota.in_hour = now, 0
    if quota.in_hour >= MOST_AN_HOUR or quota.in_day >= MOST_A_DAY:
        raise TooManyCodes(gettext("验证码要得太多，请过一小时再试，或打电话给人才办"))
    quota.in_hour += 1
    quota.in_day += 1


def give_back_quota(session: Session, contact_index: bytes) -> None:
    """Take a code off the count again: nobody took it for delivery."""
    quota = _locked(session, contact_index)
    quota.in_hour = max(quota.in_hour - 1, 0)
    quota.in_day = max(quota.in_day - 1, 0)


def _locked(session: Session, contact_index: bytes) -> CodeQuota:
    return session.scalars(
        select(CodeQuota).where(CodeQuota.contact_index == contact_index).with_for_update()
    ).one()
