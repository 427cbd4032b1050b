"""How a site stands on a day: what its dated grades mean for scans there (article 21)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.policy.lists import GradeRule
from core.policy.model import Policy
from core.policy.vocabulary import PartnerKind
from partners.models import SiteGrade


class GradeState(StrEnum):
    """Where one dated grade stands on a day; a void one was written down in error."""

    CURRENT = "current"
    COMING = "coming"
    PAST = "past"
    VOID = "void"


class Standing(StrEnum):
    """What scans at a site meet on a day."""

    NOT_ASKED = "not_asked"
    COVERED = "covered"
    ENDING = "ending"
    BEGINNING = "beginning"
    ENDED = "ended"
    UNGRADED = "ungraded"


@dataclass(frozen=True, slots=True)
class SiteStanding:
    """How a site stands on a day.

    `grade` is the one that covers it on that day, `day` the first day on which it is covered
    (beginning) or not covered any more (ending, ended), and `rule` what the document asks.
    """

    standing: Standing
    rule: GradeRule | None
    grade: str | None = None
    day: date | None = None

    @property
    def covered(self) -> bool:
        """Whether scans are granted there on that day."""
        return self.standing in {Standing.NOT_ASKED, Standing.COVERED, Standing.ENDING}


def grade_state(entry: SiteGrade, *, today: date) -> GradeState:
    """Answer where a grade stands; its last day is the one before `valid_until`."""
    if entry.valid_until is not None and entry.valid_until <= entry.valid_from:
        return GradeState.VOID
    if entry.valid_from > today:
        return GradeState.COMING
    over = entry.valid_until is not None and entry.valid_until <= today
    return GradeState.PAST if over else GradeState.CURRENT


def site_standing(
    policy: Policy, kind: PartnerKind, *, grades: Iterable[SiteGrade], today: date
) -> SiteStanding:
    """Answer how a site with these grades, which do not overlap, stands on a day."""
    rule = policy.grade_rule(kind)
    if rule is None:
        return SiteStanding(Standing.NOT_ASKED, None)
    held = sorted(
        (each for each in grades if rule.met_by(each.grade)), key=lambda each: each.valid_from
    )
    by_state = {
        state: [each for each in held if grade_state(each, today=today) is state]
        for state in GradeState
    }
    if by_state[GradeState.CURRENT]:
        current = by_state[GradeState.CURRENT][0]
        end = _end_of_cover(current, by_state[GradeState.COMING])
        standing = Standing.COVERED if end is None else Standing.ENDING
        return SiteStanding(standing, rule, current.grade, end)
    if by_state[GradeState.COMING]:
        return SiteStanding(Standing.BEGINNING, rule, day=by_state[GradeState.COMING][0].valid_from)
    if by_state[GradeState.PAST]:
        return SiteStanding(Standing.ENDED, rule, day=by_state[GradeState.PAST][-1].valid_until)
    return SiteStanding(Standing.UNGRADED, rule)


def _end_of_cover(current: SiteGrade, coming: list[SiteGrade]) -> date | None:
    end = current.valid_until
    for following in coming:
        if following.valid_from == end:
            end = following.valid_until
    return end
