"""Moving house: the former stay or adviser ends where it was, in the new one's transaction."""

from uuid import UUID

from sqlalchemy.orm import Session

from cardholders.cards.standing import Standing
from verify.lasting.ledger import end, find_of_holder
from verify.lasting.models import Ending
from verify.scanning.decision import Use, check
from verify.scanning.log import Line, Spot, log_line
from verify.scanning.models import EntryKind
from verify.scanning.reasons import Reason
from verify.scanning.requests import Occasion
from verify.scanning.uses import free_use


def end_former(
    session: Session,
    former: Use,
    *,
    standing: Standing,
    benefit: str,
    by: UUID,
    occasion: Occasion,
) -> bool:
    """End a use of this holder, and say so in the log of the desk that granted it.

    `by` is the redemption it gives way to. False when it has ended meanwhile. The former desk is
    not told where the holder went.
    """
    record = find_of_holder(session, standing.subject_key, former.redemption)
    if record is None or not free_use(session, record.desk_id, former.redemption):
        return False
    end(session, record.desk_id, former.redemption, ending=Ending.REPLACED, now=occasion.now)
    log_line(
        session,
        Line(EntryKind.RELEASE, check(Reason.ENDED_ELSEWHERE), by, former.scan, benefit),
        spot=Spot(record.partner_id, record.site_id, record.desk_id),
        standing=standing,
        occasion=occasion,
    )
    return True
