"""A void: a use taken back by the desk that granted it, on the same day."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from cardholders.cards.standing import load_standing_of
from core.clock import shanghai_date
from core.database.insert_once import insert_once
from verify.lasting.ledger import end
from verify.lasting.models import Ending
from verify.requests.fulfil import reopen_request
from verify.scanning.answer import Answer
from verify.scanning.decision import Verdict, check, refuse
from verify.scanning.log import GrantedRow, Line, find_granted, log_line
from verify.scanning.models import ClientId, EntryKind, Void
from verify.scanning.once import first_answer, remember_answer
from verify.scanning.reasons import Reason
from verify.scanning.requests import Occasion, VoidRequest, body_hash
from verify.scanning.uses import free_use


def void_redemption(session: Session, void: VoidRequest, *, occasion: Occasion) -> Answer:
    """Take a use back: its slot is free again, a stay or an assignment that began with it ends.

    The log keeps both lines. A redemption that is not here yet (a desk that was offline may send
    in any order) gets a tombstone, and is refused when it arrives. A use of an earlier day stays,
    with the reason.
    """
    earlier = first_answer(session, void, kind=EntryKind.VOID, occasion=occasion)
    if earlier is not None:
        return earlier
    _let_it_finish(session, void, occasion)
    granted = find_granted(session, occasion.place.desk_id, void.redemption)
    scan, benefit = (granted.scan_id, granted.benefit) if granted else (void.redemption, None)
    verdict = _take_back(session, void, granted, occasion)
    note = f"{void.reason}: {void.note}" if void.note else void.reason
    credential_id = granted.credential_id if granted else None
    log_line(
        session,
        Line(EntryKind.VOID, verdict, void.id, scan, benefit, note=note),
        standing=load_standing_of(session, credential_id, vault=occasion.vault),
        occasion=occasion,
    )
    answer = Answer(
        id=void.id,
        kind=EntryKind.VOID,
        verdict=verdict,
        at=occasion.now,
        scan=scan,
        benefit=benefit,
        redemption=void.redemption,
    )
    return remember_answer(session, answer, occasion=occasion)


def _let_it_finish(session: Session, void: VoidRequest, occasion: Occasion) -> None:
    """Wait for the redemption if it is being answered at this moment: it holds its own id.

    A desk that heard nothing voids what may still be granted; neither would see the other. A
    redemption that comes later waits here for the void, and finds its tombstone.
    """
    desk_id, client_id = occasion.place.desk_id, void.redemption
    free = insert_once(
        session,
        ClientId,
        desk_id=desk_id,
        client_id=client_id,
        kind=EntryKind.VOID,
        body_hash=body_hash(void),
        received_at=occasion.now,
    )
    if free:
        own = (ClientId.desk_id == desk_id) & (ClientId.client_id == client_id)
        session.connection().execute(delete(ClientId).where(own))


def _take_back(
    session: Session, void: VoidRequest, granted: GrantedRow | None, occasion: Occasion
) -> Verdict:
    now, desk_id = occasion.now, occasion.place.desk_id
    if granted is not None and shanghai_date(granted.received_at) != shanghai_date(now):
        return refuse(Reason.VOID_TOO_LATE)
    insert_once(session, Void, desk_id=desk_id, redemption_id=void.redemption, voided_at=now)
    if free_use(session, desk_id, void.redemption):
        end(session, desk_id, void.redemption, ending=Ending.VOIDED, now=now)
        reopen_request(session, desk_id, void.redemption, now=now)
    return check(Reason.VOIDED)
