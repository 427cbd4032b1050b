"""What can stand in a card's timeline, and the one order in which all of it stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum, StrEnum
from itertools import groupby
from typing import NamedTuple

from cardholders.cards.models import CardCredential
from cardholders.office.load_card import EventLine
from cardholders.people.models import HonourGrant
from core.clock import shanghai_date
from verify.usage.lines import UsageLine

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
PLACE = re.compile("([0-9]{1,16})-([0-4])-([0-9]{1,18})")


class Shown(StrEnum):
    """Which part of a card's life is asked for."""

    ALL = "all"
    USES = "uses"
    ACTS = "acts"


class Source(IntEnum):
    """Where a line comes from; of two lines at one moment the higher counts as the newer."""

    HONOUR = 0
    EVENT = 1
    REPLACED = 2
    SIGNED = 3
    USE = 4


class Place(NamedTuple):
    """A line's place in the order; an address carries it, to go on from there."""

    at: datetime
    source: Source
    id: int

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MICROSECOND}-{self.source.value}-{self.id}"


@dataclass(frozen=True, slots=True)
class Moment:
    """One line: exactly one of the four is set. A line that is `dated` knows its day only.

    `ended` tells the end of the honour or of the credential from its beginning.
    """

    place: Place
    use: UsageLine | None = None
    event: EventLine | None = None
    credential: CardCredential | None = None
    honour: HonourGrant | None = None
    ended: bool = False

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.place.at

    @property
    def dated(self) -> bool:
        """Whether only the day is known."""
        return self.honour is not None


@dataclass(frozen=True, slots=True)
class Day:
    """A day in Shanghai and what happened on it, the newest first."""

    day: date
    moments: tuple[Moment, ...]


def read_place(text: str) -> Place | None:
    """Answer the place that an address names; None for anything else."""
    found = PLACE.fullmatch(text)
    if found is None:
        return None
    at, source, number = (int(each) for each in found.groups())
    return Place(EPOCH + at * MICROSECOND, Source(source), number)


def by_day(moments: Iterable[Moment]) -> tuple[Day, ...]:
    """Answer ordered lines in groups of one day each."""
    days = groupby(moments, key=lambda each: shanghai_date(each.at))
    return tuple(Day(day, tuple(each)) for day, each in days)
