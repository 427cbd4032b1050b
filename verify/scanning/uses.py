"""The ledger of uses: which count already, and taking one more exactly once."""

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from core.clock import shanghai_year
from core.database.insert_once import insert_once
from core.policy.benefit import Benefit
from partners.models import Desk, Site
from verify.scanning.decision import Use, limit_period
from verify.scanning.models import QuotaSlot
from verify.scanning.requests import Station

UsesByBenefit = dict[str, tuple[Use, ...]]


def _slots() -> Select[QuotaSlot, str, str]:
    return (
        select(QuotaSlot, Site.name, Site.name_en)
        .join(Desk, Desk.id == QuotaSlot.desk_id)
        .join(Site, Site.id == Desk.site_id)
    )


def _use(slot: QuotaSlot, where: str, where_en: str) -> Use:
    return Use(slot.taken_at, where, where_en, slot.redemption_id, slot.scan_id)


def load_uses(session: Session, subject_key: UUID, *, scan: UUID, now: datetime) -> UsesByBenefit:
    """Answer the holder's uses that count now, by benefit code, oldest first.

    That is: ever, in this Shanghai year, those still active, and those of this very scan.
    """
    periods = ("ever", "active", str(shanghai_year(now)), f"scan:{scan}")
    rows = session.execute(
        _slots()
        .where(QuotaSlot.subject_key == subject_key, QuotaSlot.period.in_(periods))
        .order_by(QuotaSlot.taken_at)
    ).all()
    found: defaultdict[str, list[Use]] = defaultdict(list)
    for slot, where, where_en in rows:
        found[slot.benefit].append(_use(slot, where, where_en))
    return {code: tuple(uses) for code, uses in found.items()}


def find_recent_use(
    session: Session,
    subject_key: UUID,
    *,
    benefit: Benefit,
    desk_id: int,
    within: timedelta,
    now: datetime,
) -> Use | None:
    """Answer the holder's latest use of a benefit at this desk, if it was moments ago."""
    row = session.execute(
        _slots()
        .where(
            QuotaSlot.subject_key == subject_key,
            QuotaSlot.benefit == benefit.code,
            QuotaSlot.desk_id == desk_id,
            QuotaSlot.taken_at > now - within,
        )
        .order_by(QuotaSlot.taken_at.desc())
        .limit(1)
    ).first()
    return _use(*row) if row else None


def take_use(
    session: Session,
    subject_key: UUID,
    *,
    benefit: Benefit,
    station: Station,
    scan: UUID,
    redemption: UUID,
    now: datetime,
) -> bool:
    """Take a free slot of the benefit's limit; False when every one is taken.

    The database's primary key decides, so two desks that ask at once cannot both get it.
    """
    period = limit_period(benefit, year=shanghai_year(now), scan=scan)
    return any(
        insert_once(
            session,
            QuotaSlot,
            subject_key=subject_key,
            benefit=benefit.code,
            period=period,
            slot=slot,
            desk_id=station.place.desk_id,
            redemption_id=redemption,
            scan_id=scan,
            taken_at=now,
        )
        for slot in range(1, (benefit.limit.slots or 1) + 1)
    )


def free_use(session: Session, desk_id: int, redemption: UUID) -> bool:
    """Give a use's slot back; False when somebody else has done so already.

    On PostgreSQL the delete waits for a concurrent one to commit or roll back.
    """
    freed = session.connection().execute(
        delete(QuotaSlot).where(QuotaSlot.desk_id == desk_id, QuotaSlot.redemption_id == redemption)
    )
    return freed.rowcount > 0
