"""Which lines of the usage log are asked for: read from an address, every value bounded."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from flask_babel import gettext

from core.clock import end_of_day, start_of_day
from core.policy.model import Policy
from core.policy.vocabulary import PartnerKind
from verify.scanning.reasons import Outcome, Reason

Code = TypeVar("Code", bound=StrEnum)
FIRST_DAY = date(2020, 1, 1)
LAST_DAY = date(2199, 12, 31)
LARGEST_ROW = 2**31 - 1
LARGEST_ENTRY = 2**63 - 1
NUMBER_LENGTH = 20
USUAL_DAYS = 30
"""How many days are shown unless somebody asks otherwise, the last one included."""


@dataclass(frozen=True, slots=True)
class UsageFilters:
    """What to show; None means all. Days are Shanghai days, both included.

    `before` and `after` are ids of lines: the page of older lines, or of newer ones.
    """

    from_day: date | None = None
    to_day: date | None = None
    kind: PartnerKind | None = None
    partner_id: int | None = None
    division: str | None = None
    site_id: int | None = None
    outcome: Outcome | None = None
    reason: Reason | None = None
    benefit: str | None = None
    card_number: str | None = None
    before: int | None = None
    after: int | None = None

    @property
    def since(self) -> datetime | None:
        """The first moment asked for."""
        return start_of_day(self.from_day) if self.from_day else None

    @property
    def until(self) -> datetime | None:
        """The moment after the last one asked for."""
        return end_of_day(self.to_day) if self.to_day else None


@dataclass(frozen=True, slots=True)
class ReadFilters:
    """Filters as they were understood, and a sentence for each value that was not.

    `narrowed` tells whether anything was asked for beyond the days that are always shown.
    """

    filters: UsageFilters
    faults: tuple[str, ...]
    narrowed: bool


def read_filters(arguments: Mapping[str, str], *, policy: Policy, today: date) -> ReadFilters:
    """Answer the filters of an address; what cannot be is passed over and named.

    The log grows for ever: without a first day it is read from USUAL_DAYS before the last one
    on, but for a single card, whose lines are few.
    """
    faults: list[str] = []

    def day(name: str) -> date | None:
        text = arguments.get(name, "").strip()
        found = _day(text)
        if text and found is None:
            faults.append(gettext("日期请按 2026-05-20 的样式填写"))
        return found

    from_day, to_day = day("from"), day("to")
    if from_day and to_day and from_day > to_day:
        faults.append(gettext("开始日期晚于结束日期，请更正"))
    number = arguments.get("q", "").strip().upper()
    if len(number) > NUMBER_LENGTH or not number.isprintable():
        faults.append(gettext("卡号样式为 JZ26-000123-7"))
        number = ""
    benefit, division = arguments.get("benefit", ""), arguments.get("division", "")
    asked = UsageFilters(
        from_day=from_day,
        to_day=to_day,
        kind=_one_of(PartnerKind, arguments.get("kind")),
        partner_id=_number(arguments.get("partner", ""), LARGEST_ROW),
        division=division if any(division == each.code for each in policy.divisions) else None,
        site_id=_number(arguments.get("site", ""), LARGEST_ROW),
        outcome=_one_of(Outcome, arguments.get("outcome")),
        reason=_one_of(Reason, arguments.get("reason")),
        benefit=benefit if policy.has_benefit(benefit) else None,
        card_number=number or None,
    )
    filters = replace(
        asked,
        from_day=from_day if from_day or number else _usual_start(to_day or today),
        before=_number(arguments.get("before", ""), LARGEST_ENTRY),
        after=_number(arguments.get("after", ""), LARGEST_ENTRY),
    )
    return ReadFilters(filters, tuple(dict.fromkeys(faults)), narrowed=asked != UsageFilters())


def _usual_start(last: date) -> date:
    return max(last - timedelta(days=USUAL_DAYS - 1), FIRST_DAY)


def _one_of(codes: type[Code], text: str | None) -> Code | None:
    return next((each for each in codes if each == text), None)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def _number(text: str, largest: int) -> int | None:
    if not text.isascii() or not text.isdigit() or len(text) > len(str(largest)):
        return None
    found = int(text)
    return found if 0 < found <= largest else None
