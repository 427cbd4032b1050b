"""Ordinary days: who goes where on weekdays and on days of rest, the same draw every time.

Only what is not limited is used here: scarce benefits are used where visits.yaml says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar

from core.clock import shanghai_date
from verify.sample.holders import Holding, Holdings
from verify.sample.moments import shanghai_moment, told_moment
from verify.sample.visits import OwnActKind, Shown, Story, Visit

Choice = TypeVar("Choice")
DAYS = 42
SATURDAY = 5
HOLIDAYS = frozenset({(1, 1), *((5, day) for day in range(1, 6)), *((10, d) for d in range(1, 8))})
"""Month and day of the public holidays that do not follow the moon."""
ONE_IN_SCREENSHOTS = 14
ONE_IN_PLASTIC = 6


@dataclass(frozen=True, slots=True)
class Habit:
    """How often people come to desks of a kind in a day, and at what hours.

    `weekday` and `rest` are the fewest and the most visits of a day, `hours` and `desks` are
    weights, `wishes` are the benefits asked for, each with the operator's note.
    """

    weekday: tuple[int, int]
    rest: tuple[int, int]
    hours: Mapping[int, int]
    desks: Mapping[str, int]
    wishes: tuple[tuple[tuple[str, ...], str | None], ...] = (((), None),)


HOSPITALS = Habit(
    weekday=(2, 5),
    rest=(0, 1),
    hours={8: 6, 9: 8, 10: 5, 11: 2, 14: 3, 15: 2},
    desks={"green_channel": 3, "mianhe": 1},
    wishes=(
        (("appointment",), None),
        (("appointment", "escort"), None),
        (("expert_consultation",), None),
        (("appointment", "expert_consultation"), "转诊，已带影像资料（演示）"),
        (("escort",), None),
    ),
)
GATES = Habit(
    weekday=(1, 3),
    rest=(5, 9),
    hours={9: 3, 10: 5, 11: 4, 13: 3, 14: 4, 15: 3, 16: 1},
    desks={
        "old_town_gate": 6,
        "old_town_turnstile": 3,
        "mianshan_gate": 4,
        "wang_gate": 3,
        "wang_turnstile": 2,
        "village_gate": 2,
        "waterside_gate": 2,
        "gorge_gate": 2,
    },
)
WINDOWS = Habit(
    weekday=(1, 3),
    rest=(0, 0),
    hours={9: 4, 10: 4, 11: 2, 14: 2, 15: 3, 16: 2},
    desks={
        "window": 5,
        "zone_window": 2,
        "pingyao_window": 1,
        "qixian_window": 1,
        "xiyang_window": 1,
        "yushe_window": 1,
    },
    wishes=(
        (("schooling",), "初中转学咨询（演示）"),
        (("schooling",), None),
        (("business_registration",), "变更登记（演示）"),
        (("residence_and_immigration",), "工作类居留许可（演示）"),
        (("transport",), "机场接送预约（演示）"),
        (("public_culture",), "图书馆借阅证（演示）"),
        (("title_review",), "副高级职称申报（演示）"),
    ),
)
TURNSTILES = frozenset({"old_town_turnstile", "wang_turnstile"})
"""They open to phones only."""


def ordinary_visits(holdings: Holdings, story: Story, *, until: datetime) -> Iterator[Visit]:
    """Answer the visits of the days before `until`, the earliest day first."""
    for days_ago in range(DAYS, -1, -1):
        # The draw is told by the day alone, so that every set-up of the sample sees the same.
        draw = Random(days_ago)  # noqa: S311  # a story, no secret
        day = shanghai_date(until) - timedelta(days=days_ago)
        free = _free_on(days_ago, holdings, story, until=until)
        for habit in (HOSPITALS, GATES, WINDOWS):
            fewest, most = habit.rest if _is_rest(day) else habit.weekday
            for _ in range(draw.randint(fewest, most)):
                if free:
                    holding = free.pop(draw.randrange(len(free)))
                    yield from _visits(draw, habit, holding, days_ago)


def _visits(draw: Random, habit: Habit, holding: Holding, days_ago: int) -> Iterator[Visit]:
    hour, desk = _weighted(draw, habit.hours), _weighted(draw, habit.desks)
    minute = draw.randrange(58)
    benefits, note = draw.choice(habit.wishes)
    who = holding.person.name
    plastic = holding.printed is not None and desk not in TURNSTILES
    if plastic and (holding.phone is None or not draw.randrange(ONE_IN_PLASTIC)):
        when = f"{days_ago} {hour:02}:{minute:02}"
        yield Visit(when, desk, who, benefits, Shown.PRINTED, document=True, note=note)
    elif holding.phone is not None:
        if not draw.randrange(ONE_IN_SCREENSHOTS):
            yield Visit(f"{days_ago} {hour:02}:{minute:02}", desk, who, shown=Shown.SCREENSHOT)
        yield Visit(f"{days_ago} {hour:02}:{minute + 1:02}", desk, who, benefits, note=note)


def _free_on(days_ago: int, holdings: Holdings, story: Story, *, until: datetime) -> list[Holding]:
    """Answer who could go out that day, and is not told of by visits.yaml.

    Somebody whose card was acted on is seen only where that file says so.
    """
    opening = shanghai_moment(until, days_ago, "00:00")
    evening = opening + timedelta(days=1)
    told = {visit.who for visit in story.visits if _same_day(visit.when, days_ago)}
    told |= {act.who for act in story.office if told_moment(until, act.when) < evening}
    stopped = [act for act in story.own if act.does is not OwnActKind.JOIN_ROLL]
    told |= {act.who for act in stopped if told_moment(until, act.when) < evening}
    return [
        holding
        for name, holding in holdings.items()
        if name not in told
        and holding.card is not None
        and holding.ready is not None
        and holding.ready < opening
        and shanghai_date(opening) <= holding.card.expires_on
    ]


def _same_day(when: str, days_ago: int) -> bool:
    return int(when.split(maxsplit=1)[0]) == days_ago


def _is_rest(day: date) -> bool:
    return day.weekday() >= SATURDAY or (day.month, day.day) in HOLIDAYS


def _weighted(draw: Random, weights: Mapping[Choice, int]) -> Choice:
    return draw.choices(list(weights), list(weights.values()))[0]
