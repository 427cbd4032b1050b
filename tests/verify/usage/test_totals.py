"""Totals of the log against a recount by hand, whatever is filtered; one number, one source."""

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from core.clock import end_of_day, shanghai_date, start_of_day
from core.policy.vocabulary import Language, PartnerKind
from partners.models import Desk
from tests.bed.factories import World
from tests.bed.world import OPENING
from tests.verify.usage.log_lines import add_lines, line, take_back
from verify.scanning.models import EntryKind
from verify.scanning.reasons import Outcome, Reason
from verify.usage.chart import MOST_DAYS, draw_chart
from verify.usage.filters import UsageFilters
from verify.usage.lines import every_line
from verify.usage.totals import Counts, Totals, load_totals

REASONS = (
    *([Reason.GRANTED] * 4),
    *(Reason.ALREADY_IN, Reason.CHOOSE_BENEFIT, Reason.VOIDED, Reason.STALE, Reason.EXPIRED),
)
TODAY = date(2026, 5, 20)


def recount(lines: Iterable[dict[str, Any]], voided: set[Any]) -> Totals:
    """Count the lines one by one."""
    days: dict[date, Counts] = {}
    benefits: Counter[str] = Counter()
    refusals: Counter[Reason] = Counter()
    for each in lines:
        granted = each["reason"] is Reason.GRANTED
        stands = granted and each["client_id"] not in voided
        refused = each["outcome"] is Outcome.REFUSED
        day = shanghai_date(each["received_at"])
        counts = Counts(1, int(stands), int(granted and not stands), int(refused))
        days[day] = days.get(day, Counts()) + counts
        benefits.update([each["benefit"]] if stands and each["benefit"] else [])
        refusals.update([each["reason"]] if refused else [])
    return Totals(
        whole=sum(days.values(), Counts()),
        days=tuple(sorted(days.items())),
        benefits=tuple(sorted(benefits.items(), key=lambda pair: (-pair[1], pair[0]))),
        refusals=tuple(sorted(refusals.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def invented(world: World, desks: list[Desk], chance: random.Random) -> list[dict[str, Any]]:
    """Answer lines of some months, many of them around midnight in Jinzhong."""
    lines = []
    for _ in range(250):
        midnight = start_of_day(TODAY - timedelta(days=chance.randrange(80)))
        at = midnight + timedelta(microseconds=chance.choice([-1, 0, 1, 3_600_000_000]))
        lines.append(
            line(
                world,
                chance.choice(desks),
                at,
                reason=chance.choice(REASONS),
                kind=chance.choice([EntryKind.SCAN, EntryKind.REDEMPTION]),
                benefit=chance.choice(["checkup", "appointment", None]),
            )
        )
    return lines


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_totals_are_what_a_recount_finds(world: World, seed: int) -> None:
    chance = random.Random(seed)
    desks = [world.desk(PartnerKind.HOSPITAL), world.desk(PartnerKind.SCENIC)]
    hospital, scenic = (world.place(desk) for desk in desks)
    lines = invented(world, desks, chance)
    add_lines(world, lines)
    granted = [each for each in lines if each["reason"] is Reason.GRANTED]
    taken_back = chance.sample(granted, 20)
    take_back(world, taken_back, OPENING)
    voided = {each["client_id"] for each in taken_back}
    first, last = TODAY - timedelta(days=40), TODAY - timedelta(days=3)
    wanted = {
        UsageFilters(): lines,
        UsageFilters(from_day=first, to_day=last): [
            each for each in lines if start_of_day(first) <= each["received_at"] < end_of_day(last)
        ],
        UsageFilters(kind=PartnerKind.SCENIC): [
            each for each in lines if each["partner_id"] == scenic.partner_id
        ],
        UsageFilters(site_id=hospital.site_id, reason=Reason.STALE): [
            each
            for each in lines
            if each["site_id"] == hospital.site_id and each["reason"] is Reason.STALE
        ],
        UsageFilters(outcome=Outcome.GRANTED, benefit="checkup"): [
            each
            for each in lines
            if each["outcome"] is Outcome.GRANTED and each["benefit"] == "checkup"
        ],
        UsageFilters(division=world.parts.policy.divisions[0].code): lines,
        UsageFilters(division=world.parts.policy.divisions[1].code): [],
        UsageFilters(partner_id=999): [],
    }
    with world.parts.database.reading() as session:
        for filters, expected in wanted.items():
            totals = load_totals(session, filters)
            assert totals == recount(expected, voided), filters
            listed = list(every_line(session, filters, language=Language.ZH, most=1000))
            assert len(listed) == totals.whole.lines
        own = load_totals(session, UsageFilters(), partner_id=scenic.partner_id)
    assert own == recount(wanted[UsageFilters(kind=PartnerKind.SCENIC)], voided)


def days_of(count: int) -> Totals:
    """Answer totals of one use on each of the last days."""
    days = tuple((TODAY - timedelta(days=each), Counts(1, 1)) for each in reversed(range(count)))
    return Totals(Counts(count, count), days, (), ())


def test_the_chart_has_a_column_for_each_day_also_for_empty_ones() -> None:
    filters = UsageFilters(from_day=TODAY - timedelta(days=9), to_day=TODAY)
    chart = draw_chart(days_of(3), filters, today=TODAY)
    assert [column.counts.uses for column in chart.columns] == [0] * 7 + [1] * 3
    assert [column.height for column in chart.columns] == [0] * 7 + [100] * 3
    assert not chart.monthly


def test_a_long_time_is_drawn_by_month_and_loses_no_use() -> None:
    filters = UsageFilters(from_day=TODAY - timedelta(days=400))
    chart = draw_chart(days_of(200), filters, today=TODAY)
    assert chart.monthly
    assert (chart.columns[0].label, chart.columns[-1].label) == ("2025-04", "2026-05")
    assert len(chart.columns) == 14
    assert sum(column.counts.uses for column in chart.columns) == 200


@pytest.mark.parametrize(
    ("filters", "columns"),
    [
        (UsageFilters(), 1),
        (UsageFilters(from_day=TODAY + timedelta(days=5)), 1),
        (UsageFilters(from_day=TODAY, to_day=TODAY - timedelta(days=5)), 1),
        (UsageFilters(from_day=TODAY - timedelta(days=MOST_DAYS - 1)), MOST_DAYS),
        (UsageFilters(from_day=date(2020, 1, 1), to_day=date(2199, 12, 31)), 77),
    ],
)
def test_a_chart_of_nothing_is_drawn_too(filters: UsageFilters, columns: int) -> None:
    chart = draw_chart(days_of(0), filters, today=TODAY)
    assert (len(chart.columns), chart.greatest) == (columns, 0)
