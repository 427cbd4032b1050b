"""A release: a stay or an assignment that is over, told by the partner where it began."""

from sqlalchemy.orm import Session

from cardholders.cards.standing import load_standing_of
from verify.lasting.ledger import Record, end, find_of_partner, see
from verify.lasting.models import Ending
from verify.scanning.answer import Answer
from verify.scanning.decision import check, refuse
from verify.scanning.log import Line, find_granted, log_line
from verify.scanning.models import EntryKind
from verify.scanning.once import first_answer, remember_answer
from verify.scanning.reasons import Reason
from verify.scanning.requests import Occasion, ReleaseRequest
from verify.scanning.uses import free_use


def release_use(session: Session, release: ReleaseRequest, *, occasion: Occasion) -> Answer:
    """End what lasts: its slot is free again, the log says so.

    Whatever became of the card meanwhile, a stay can be ended. What has ended already, or began
    with another partner, is refused as not active.
    """
    earlier = first_answer(session, release, kind=EntryKind.RELEASE, occasion=occasion)
    if earlier is not None:
        return earlier
    record = find_of_partner(session, occasion.place.partner_id, release.redemption)
    granted = find_granted(session, record.desk_id, release.redemption) if record else None
    ended = _end(session, record, occasion) if record else None
    verdict = check(Reason.RELEASED) if ended else refuse(Reason.NOT_ACTIVE)
    scan, benefit = (granted.scan_id, granted.benefit) if granted else (release.redemption, None)
    credential_id = granted.credential_id if granted else None
    log_line(
        session,
        Line(EntryKind.RELEASE, verdict, release.id, scan, benefit, note=release.note),
        standing=load_standing_of(session, credential_id, vault=occasion.vault),
        occasion=occasion,
    )
    answer = Answer(
        id=release.id,
        kind=EntryKind.RELEASE,
        verdict=verdict,
        at=occasion.now,
        scan=scan,
        benefit=benefit,
        redemption=release.redemption,
        lasting=see(ended, vault=occasion.vault) if ended else None,
    )
    return remember_answer(session, answer, occasion=occasion)


def _end(session: Session, record: Record, occasion: Occasion) -> Record | None:
    """End a record; None when somebody else did so a moment ago."""
    if not free_use(session, record.desk_id, record.redemption_id):
        return None
    return end(session, record.desk_id, record.redemption_id, ending=Ending.LEFT, now=occasion.now)
