"""The ledger of uses: which count already, and taking one more exactly once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, delete, exists, literal, select
from sqlalchemy.orm import Session

from core.clock import shanghai_year
from core.database.base import table_of
from core.database.insert_once import insert_once
from core.policy.benefit import Benefit
from partners.models import Desk, Site
from verify.scanning.decision import Use, gate_period, limit_period
from verify.scanning.models import QuotaSlot, Void
from verify.scanning.requests import Station

UsesByBenefit = dict[str, tuple[Use, ...]]


_SLOTS, _DESKS, _SITES = table_of(QuotaSlot), table_of(Desk), table_of(Site)
_PLACES = _SLOTS.join(_DESKS, _DESKS.c.id == _SLOTS.c.desk_id).join(
    _SITES, _SITES.c.id == _DESKS.c.site_id
)
_USE = (
    _SLOTS.c.benefit,
    _SLOTS.c.taken_at,
    _SITES.c.name,
    _SITES.c.name_en,
    _SLOTS.c.redemption_id,
    _SLOTS.c.scan_id,
)
_ALWAYS = ("ever", "active")
_NOW: tuple[ColumnElement[str], ...] = (
    *(literal(each) for each in _ALWAYS),
    bindparam("year"),
    bindparam("this_scan"),
)
_COUNTING = (
    select(*_USE)
    .select_from(_PLACES)
    .where(_SLOTS.c.subject_key == bindparam("subject"), _SLOTS.c.period.in_(_NOW))
    .order_by(_SLOTS.c.taken_at)
)
_VOIDS = table_of(Void)
_VOIDED = exists().where(
    _VOIDS.c.desk_id == bindparam("desk"), _VOIDS.c.redemption_id == bindparam("redemption")
)
_HERE_LATELY = (_SLOTS.c.desk_id == bindparam("desk")) & (_SLOTS.c.taken_at > bindparam("since"))
_ALWAYS_A_ROW = select(literal(1).label("one")).subquery("always")
_BEFORE_A_USE = (
    select(_VOIDED.label("voided"), _SLOTS.c.period, _SLOTS.c.desk_id, *_USE)
    .select_from(
        _ALWAYS_A_ROW.outerjoin(
            _PLACES,
            (_SLOTS.c.subject_key == bindparam("subject"))
            & (_SLOTS.c.period.in_(_NOW) | _HERE_LATELY),
        )
    )
    .order_by(_SLOTS.c.taken_at)
)


@dataclass(frozen=True, slots=True)
class Found:
    """What stands before a use is taken, all of one look.

    `voided` says that a void came before its redemption, `uses` are those that count now, and
    `here` is the latest use of each benefit at this very desk within the window.
    """

    voided: bool
    uses: UsesByBenefit
    here: dict[str, Use]


def look_up(
    session: Session,
    subject_key: UUID,
    *,
    scan: UUID,
    redemption: UUID,
    desk_id: int,
    within: timedelta,
    now: datetime,
) -> Found:
    """Answer in one statement all that the database knows against a use, or for it."""
    periods = _periods(scan, now)
    since = now - within
    rows = (
        session.connection()
        .execute(
            _BEFORE_A_USE,
            {
                "subject": subject_key,
                "redemption": redemption,
                "desk": desk_id,
                "since": since,
                **periods,
            },
        )
        .all()
    )
    counting = {*_ALWAYS, *periods.values()}
    uses: defaultdict[str, tuple[Use, ...]] = defaultdict(tuple)
    here = {}
    for _, period, desk, benefit, *rest in rows:
        if benefit is None:
            continue  # the row that says nothing but `voided`
        use = Use(*rest)
        if period in counting:
            uses[benefit] += (use,)
        if desk == desk_id and use.at > since:
            here[benefit] = use
    return Found(bool(rows[0].voided), dict(uses), here)


def load_uses(session: Session, subject_key: UUID, *, scan: UUID, now: datetime) -> UsesByBenefit:
    """Answer the holder's uses that count now, by benefit code, oldest first.

    That is: ever, in this Shanghai year, those still active, and those of this very scan.
    """
    rows = session.connection().execute(
        _COUNTING,
        {"subject": subject_key, **_periods(scan, now)},
    )
    found: defaultdict[str, list[Use]] = defaultdict(list)
    for benefit, *use in rows:
        found[benefit].append(Use(*use))
    return {code: tuple(uses) for code, uses in found.items()}


def _periods(scan: UUID, now: datetime) -> dict[str, str]:
    return {"year": str(shanghai_year(now)), "this_scan": scan_period(scan)}


def scan_period(scan: UUID) -> str:
    """Answer the period of a use that one scan gives once."""
    return f"scan:{scan}"


def take_use(
    session: Session,
    subject_key: UUID,
    *,
    benefit: Benefit,
    station: Station,
    scan: UUID,
    redemption: UUID,
    window: timedelta,
    now: datetime,
) -> bool:
    """Take a free slot of the benefit's limit; False when every one is taken.

    Without a limit a scan gives one use, and a gate gives one in its window. The database's
    primary key decides, so two desks that ask at once cannot both get it.
    """
    place, otherwise = station.place, scan_period(scan)
    if place.is_gate and window:
        otherwise = gate_period(place.desk_id, window=window, now=now)
    period = limit_period(benefit, year=shanghai_year(now), otherwise=otherwise)
    return any(
        insert_once(
            session,
            QuotaSlot,
            subject_key=subject_key,
            benefit=benefit.code,
            period=period,
            slot=slot,
            desk_id=place.desk_id,
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
