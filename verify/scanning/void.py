"""A void: a use taken back by the desk that granted it, on the same day."""

from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from cardholders.cards.standing import load_standing_of
from core.clock import shanghai_date
from core.database.insert_once import insert_once
from core.encryption import Vault
from core.policy.model import Policy
from verify.scanning.answer import Answer
from verify.scanning.decision import Verdict, check, refuse
from verify.scanning.log import log_entry
from verify.scanning.models import EntryKind, QuotaSlot, UsageEntry, Void
from verify.scanning.once import first_answer, remember_answer
from verify.scanning.reasons import Outcome, Reason
from verify.scanning.requests import Station, VoidRequest

GrantedRow: TypeAlias = Row[UUID, datetime, str | None, int | None]


def void_redemption(
    session: Session,
    void: VoidRequest,
    *,
    station: Station,
    policy: Policy,
    vault: Vault,
    now: datetime,
) -> Answer:
    """Take a use back: its slot is free again, the log keeps both lines.

    A redemption that is not here yet (a desk that was offline may send in any order) gets a
    tombstone, and is refused when it arrives. A use of an earlier day stays, with the reason.
    """
    earlier = first_answer(
        session, void, kind=EntryKind.VOID, station=station, vault=vault, now=now
    )
    if earlier is not None:
        return earlier
    granted = _find_granted(session, void, station)
    verdict = _take_back(session, void, granted, station=station, now=now)
    log_entry(
        session,
        verdict,
        kind=EntryKind.VOID,
        client_id=void.id,
        scan_id=granted.scan_id if granted else void.redemption,
        station=station,
        standing=load_standing_of(session, granted.credential_id if granted else None, vault=vault),
        policy_version=policy.version,
        now=now,
        benefit=granted.benefit if granted else None,
        note=f"{void.reason}: {void.note}" if void.note else void.reason,
        vault=vault,
    )
    answer = Answer(
        id=void.id,
        kind=EntryKind.VOID,
        verdict=verdict,
        at=now,
        scan=granted.scan_id if granted else void.redemption,
        benefit=granted.benefit if granted else None,
        redemption=void.redemption,
    )
    return remember_answer(session, answer, station=station, vault=vault)


def _find_granted(session: Session, void: VoidRequest, station: Station) -> GrantedRow | None:
    return session.execute(
        select(
            UsageEntry.scan_id,
            UsageEntry.received_at,
            UsageEntry.benefit,
            UsageEntry.credential_id,
        ).where(
            UsageEntry.desk_id == station.place.desk_id,
            UsageEntry.client_id == void.redemption,
            UsageEntry.kind != EntryKind.VOID,
            UsageEntry.outcome == Outcome.GRANTED,
        )
    ).first()


def _take_back(
    session: Session,
    void: VoidRequest,
    granted: GrantedRow | None,
    *,
    station: Station,
    now: datetime,
) -> Verdict:
    if granted is not None and shanghai_date(granted.received_at) != shanghai_date(now):
        return refuse(Reason.VOID_TOO_LATE)
    desk_id = station.place.desk_id
    insert_once(session, Void, desk_id=desk_id, redemption_id=void.redemption, voided_at=now)
    session.connection().execute(
        delete(QuotaSlot).where(
            QuotaSlot.desk_id == desk_id, QuotaSlot.redemption_id == void.redemption
        )
    )
    return check(Reason.VOIDED)
