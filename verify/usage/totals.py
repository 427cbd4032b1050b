"""What the filtered lines of the log come to: by day, by benefit, and why scans were refused."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from core.database.shanghai_day import shanghai_day
from verify.scanning.models import UsageEntry, Void
from verify.scanning.reasons import Outcome, Reason
from verify.usage.filters import UsageFilters
from verify.usage.wanted import TAKEN_BACK, Wanted, filtered


@dataclass(frozen=True, slots=True)
class Counts:
    """Lines of the log, and among them: uses that stand, uses taken back, refusals.

    Passing the same gate again, or showing the same code again, is a line but no further use.
    """

    lines: int = 0
    uses: int = 0
    voided: int = 0
    refused: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.lines + other.lines,
            self.uses + other.uses,
            self.voided + other.voided,
            self.refused + other.refused,
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole, by Shanghai day (days without a line are left out), by benefit, by refusal.

    `benefits` counts uses, `refusals` lines; both with the greatest first.
    """

    whole: Counts
    days: tuple[tuple[date, Counts], ...]
    benefits: tuple[tuple[str, int], ...]
    refusals: tuple[tuple[Reason, int], ...]


def load_totals(
    session: Session, filters: UsageFilters, *, partner_id: int | None = None
) -> Totals:
    """Answer the totals of all lines that the filters leave, whatever page is shown."""
    granted = UsageEntry.reason == Reason.GRANTED
    stands = and_(granted, Void.desk_id.is_(None))
    refused = UsageEntry.outcome == Outcome.REFUSED

    def narrowed(statement: Wanted) -> Wanted:
        joined = statement.select_from(UsageEntry).outerjoin(Void, TAKEN_BACK)
        return filtered(joined, filters, partner_id=partner_id)

    day, number = shanghai_day(UsageEntry.received_at), func.count()
    voided = and_(granted, Void.desk_id.is_not(None))
    by_day = narrowed(select(day, number, _how_many(stands), _how_many(voided), _how_many(refused)))
    by_benefit = narrowed(select(UsageEntry.benefit, number)).where(stands)
    by_reason = narrowed(select(UsageEntry.reason, number)).where(refused)
    days = [
        (row[0], Counts(*(int(each) for each in row[1:])))
        for row in session.execute(by_day.group_by(day).order_by(day))
    ]
    return Totals(
        whole=sum((counts for _, counts in days), Counts()),
        days=tuple(days),
        benefits=tuple(
            (code, count)
            for code, count in session.execute(_greatest_first(by_benefit, UsageEntry.benefit))
            if code is not None
        ),
        refusals=tuple(
            (reason, count)
            for reason, count in session.execute(_greatest_first(by_reason, UsageEntry.reason))
        ),
    )


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _greatest_first(statement: Wanted, column: Any) -> Wanted:
    return statement.group_by(column).order_by(func.count().desc(), column)
