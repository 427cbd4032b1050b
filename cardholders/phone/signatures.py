"""A signed request that changes something counts once, however often it is shown."""

from datetime import datetime, timedelta

from flask_babel import gettext
from sqlalchemy import delete
from sqlalchemy.orm import Session

from cardholders.phone.caller import PhoneCaller
from cardholders.phone.models import SpentSignature
from core.credential.freshness import MAX_AGE_SECONDS
from core.database.insert_once import insert_once
from core.errors import Conflict

# Well past the time in which the signature itself would still be fresh.
KEPT_FOR = timedelta(seconds=10 * MAX_AGE_SECONDS)


class AlreadySpent(Conflict):
    """This very request was carried out before."""

    code = "already_spent"


def spend_signature(session: Session, phone: PhoneCaller, *, now: datetime) -> None:
    """Take the request's id for good, in the transaction of what it asks for.

    Raises AlreadySpent for a request that was carried out before (RFC 9449, section 11.1).
    """
    session.execute(delete(SpentSignature).where(SpentSignature.spent_at < now - KEPT_FOR))
    if not insert_once(
        session, SpentSignature, serial=phone.serial, jti=phone.request_id, spent_at=now
    ):
        raise AlreadySpent(gettext("这个请求已经办过了"))
