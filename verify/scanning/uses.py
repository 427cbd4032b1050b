"""The ledger of uses: which count already, and taking one more exactly once."""

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, delete, literal, select
from sqlalchemy.orm import Session

from core.clock import shanghai_year
from core.database.base import table_of
from core.database.insert_once import insert_once
from core.policy.benefit import Benefit
from partners.models import Desk, Site
from verify.scanning.decision import Use, limit_period
from verify.scanning.models import QuotaSlot
from verify.scanning.requests import Station

UsesByBenefit = dict[str, tuple[Use, ...]]


_SLOTS, _DESKS, _SITES = table_of(QuotaSlot), table_of(Desk), table_of(Site)
_WHERE_USED = (
    select(
        _SLOTS.c.benefit,
        _SLOTS.c.taken_at,
        _SITES.c.name,
        _SITES.c.name_en,
        _SLOTS.c.redemption_id,
        _SLOTS.c.scan_id,
    )
    .join(_DESKS, _DESKS.c.id == _SLOTS.c.desk_id)
    .join(_SITES, _SITES.c.id == _DESKS.c.site_id)
    .where(_SLOTS.c.subject_key == bindparam("subject"))
)
_NOW: tuple[ColumnElement[str], ...] = (
    literal("ever"),
    literal("active"),
    bindparam("year"),
    bindparam("this_scan"),
)
_COUNTING = _WHERE_USED.where(_SLOTS.c.period.in_(_NOW)).order_by(_SLOTS.c.taken_at)
_RECENT = (
    _WHERE_USED.where(
        _SLOTS.c.benefit == bindparam("benefit"),
        _SLOTS.c.desk_id == bindparam("desk"),
        _SLOTS.c.taken_at > bindparam("since"),
    )
    .order_by(_SLOTS.c.taken_at.desc())
    .limit(1)
)


def load_uses(session: Session, subject_key: UUID, *, scan: UUID, now: datetime) -> UsesByBenefit:
    """Answer the holder's uses that count now, by benefit code, oldest first.

    That is: ever, in this Shanghai year, those still active, and those of this very scan.
    """
    rows = session.connection().execute(
        _COUNTING,
        {"subject": subject_key, "year": str(shanghai_year(now)), "this_scan": f"scan:{scan}"},
    )
    found: defaultdict[str, list[Use]] = defaultdict(list)
    for benefit, *use in rows:
        found[benefit].append(Use(*use))
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
    row = (
        session.connection()
        .execute(
            _RECENT,
            {
                "subject": subject_key,
                "benefit": benefit.code,
                "desk": desk_id,
                "since": now - within,
            },
        )
        .first()
    )
    return Use(*row[1:]) if row else None


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
