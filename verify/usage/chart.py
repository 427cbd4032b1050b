"""The chart of uses: a column for each day, or for each month of a longer time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from verify.usage.filters import UsageFilters
from verify.usage.totals import Counts, Totals

MOST_DAYS = 62
HEIGHT = 100
STEP = 10
GAP = 1
MONTH = "%Y-%m"


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """A day or a month in figures, and its column in a picture HEIGHT high, y downwards."""

    label: str
    counts: Counts
    x: int
    height: int

    @property
    def y(self) -> int:
        """Where the column begins from above."""
        return HEIGHT - self.height


@dataclass(frozen=True, slots=True)
class Chart:
    """The columns from the oldest on, and the greatest number of uses among them."""

    columns: tuple[ChartColumn, ...]
    greatest: int
    monthly: bool
    column_width: int = STEP - 2 * GAP

    @property
    def width(self) -> int:
        """How wide the picture is."""
        return STEP * len(self.columns)


def draw_chart(totals: Totals, filters: UsageFilters, *, today: date) -> Chart:
    """Answer the chart of the days asked for; of the days with lines where none were."""
    days = dict(totals.days)
    first = filters.from_day or min(days, default=today)
    last = max([min(filters.to_day or today, today), *days])
    monthly = (last - first).days >= MOST_DAYS
    if monthly:
        months = groupby(totals.days, key=lambda each: each[0].strftime(MONTH))
        figures = [(month, _sum(counts for _, counts in each)) for month, each in months]
    else:
        figures = [(day.isoformat(), days.get(day, Counts())) for day in _days(first, last)]
    greatest = max((counts.uses for _, counts in figures), default=0)
    columns = tuple(
        ChartColumn(label, counts, place * STEP + GAP, _height(counts.uses, greatest))
        for place, (label, counts) in enumerate(figures)
    )
    return Chart(columns, greatest, monthly)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=each) for each in range((last - first).days + 1))


def _sum(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counts())


def _height(uses: int, greatest: int) -> int:
    return max(round(HEIGHT * uses / greatest), 1) if uses else 0
