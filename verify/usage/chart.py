"""The chart of uses: a column for each day, or for each month of a longer time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from verify.usage.filters import UsageFilters
from verify.usage.totals import Counts, Totals

MOST_DAYS = 62
HEIGHT = 100
STEP = 10
GAP = 1


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
    last = max([min(filters.to_day or today, today), *days])
    first = min(filters.from_day or min(days, default=today), last)
    monthly = (last - first).days >= MOST_DAYS
    figures = {_label(day, monthly=monthly): Counts() for day in _days(first, last)}
    for day, counts in totals.days:
        figures[_label(day, monthly=monthly)] += counts
    greatest = max(counts.uses for counts in figures.values())
    columns = tuple(
        ChartColumn(label, counts, place * STEP + GAP, _height(counts.uses, greatest))
        for place, (label, counts) in enumerate(figures.items())
    )
    return Chart(columns, greatest, monthly)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=each) for each in range((last - first).days + 1))


def _label(day: date, *, monthly: bool) -> str:
    return day.strftime("%Y-%m") if monthly else day.isoformat()


def _height(uses: int, greatest: int) -> int:
    return max(round(HEIGHT * uses / greatest), 1) if uses else 0
