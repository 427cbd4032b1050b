"""The decision itself: pure rules from what is known to yes or no, and why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from core.policy.benefit import Benefit
from core.policy.model import Policy
from core.policy.vocabulary import Basis, Honour, LimitKind, PartnerKind
from verify.lasting.particulars import Particulars
from verify.scanning.reasons import Outcome, Reason, basis_of


class CardCondition(StrEnum):
    """The condition a card is in today, the worst first."""

    REPLACED = "replaced"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    FROZEN = "frozen"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Use:
    """A use that counts: when, where (in Chinese and English), by which redemption and scan."""

    at: datetime
    where: str
    where_en: str
    redemption: UUID
    scan: UUID


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes or no with the words' keys: reason, basis, and the article where the text speaks."""

    outcome: Outcome
    reason: Reason
    basis: Basis
    article: int | None = None
    earlier: Use | None = None

    @property
    def grants(self) -> bool:
        """Whether a use may be counted on it."""
        return self.outcome is Outcome.GRANTED


@dataclass(frozen=True, slots=True)
class Ruling:
    """The verdict on a use that is asked for; `ends` is the former use that must end first."""

    verdict: Verdict
    ends: Use | None = None


@dataclass(frozen=True, slots=True)
class Counter:
    """The desk as the rules see it."""

    kind: PartnerKind
    covered: bool


def already_in(earlier: Use) -> Verdict:
    """Answer that the holder came through this gate a moment ago: it opens, nothing counts."""
    return Verdict(Outcome.GRANTED, Reason.ALREADY_IN, basis_of(Reason.ALREADY_IN), earlier=earlier)


def refuse(reason: Reason, *, article: int | None = None, earlier: Use | None = None) -> Verdict:
    """Answer a refusal; an article is cited only where the text itself decides."""
    basis = basis_of(reason)
    cited = article if basis is Basis.TEXT else None
    return Verdict(Outcome.REFUSED, reason, basis, cited, earlier)


def check(reason: Reason) -> Verdict:
    """Answer that the identity is good and something is still to do."""
    return Verdict(Outcome.CHECKED, reason, basis_of(reason))


def judge_card(condition: CardCondition, expires_on: date, *, today: date) -> Verdict | None:
    """Answer why a card does not open anything today, or None when it does.

    The last day of validity counts in full (Shanghai days).
    """
    stopped = {
        CardCondition.REPLACED: Reason.REPLACED,
        CardCondition.REVOKED: Reason.REVOKED,
        CardCondition.SUSPENDED: Reason.SUSPENDED,
        CardCondition.FROZEN: Reason.FROZEN,
    }.get(condition)
    if stopped is not None:
        return refuse(stopped)
    return refuse(Reason.EXPIRED) if today > expires_on else None


def judge_counter(policy: Policy, counter: Counter) -> Verdict | None:
    """Answer why this site gives nothing today (its grade), or None when it does."""
    if counter.covered:
        return None
    rule = policy.grade_rule(counter.kind)
    return refuse(Reason.SITE_NOT_COVERED, article=rule.article if rule else None)


def judge_benefit(
    policy: Policy,
    benefit: Benefit,
    *,
    honours: tuple[Honour, ...],
    counter: Counter,
    uses: tuple[Use, ...],
    scan: UUID,
) -> Verdict:
    """Answer whether the holder may use the benefit at this counter now.

    `uses` are those that count against the limit in the present period, oldest first. One that
    this very scan has taken already is answered again, and not counted twice.
    """
    if benefit not in policy.benefits_at(counter.kind):
        return refuse(Reason.WRONG_DESK, article=benefit.article)
    if not policy.entitled(honours, benefit.code):
        return refuse(Reason.NOT_ENTITLED, article=benefit.article)
    same = next((use for use in uses if use.scan == scan), None)
    if same is not None:
        return Verdict(Outcome.GRANTED, Reason.SAME_USE, Basis.TEXT, benefit.article, earlier=same)
    slots = benefit.limit.slots
    if slots is not None and len(uses) >= slots:
        active = benefit.limit.kind is LimitKind.ONE_ACTIVE
        reason = Reason.ALREADY_ACTIVE if active else Reason.ALREADY_USED
        return Verdict(
            Outcome.REFUSED,
            reason,
            benefit.limit.basis,
            benefit.article if benefit.limit.basis is Basis.TEXT else None,
            uses[-1],
        )
    return Verdict(Outcome.GRANTED, Reason.GRANTED, Basis.TEXT, benefit.article)


def rule_on(verdict: Verdict, benefit: Benefit, particulars: Particulars) -> Ruling:
    """Answer what becomes of a use that is asked for with its particulars.

    `verdict` is that of `judge_benefit`. A former use ends only when nothing else is in the way.
    """
    ends = None
    if verdict.reason is Reason.ALREADY_ACTIVE and particulars.end_former:
        ends = verdict.earlier
        verdict = Verdict(Outcome.GRANTED, Reason.GRANTED, Basis.TEXT, benefit.article)
    if verdict.reason is not Reason.GRANTED or benefit.physician is None:
        return Ruling(verdict, ends)
    if particulars.adviser is None:
        return Ruling(check(Reason.DETAILS_REQUIRED))
    if not benefit.physician.met_by(particulars.adviser.rank):
        return Ruling(refuse(Reason.RANK_TOO_LOW, article=benefit.article))
    return Ruling(verdict, ends)


def limit_period(benefit: Benefit, *, year: int, otherwise: str) -> str:
    """Answer the period a use counts in; `otherwise` is that of a benefit without a limit."""
    match benefit.limit.kind:
        case LimitKind.PER_YEAR:
            return str(year)
        case LimitKind.ONCE_EVER:
            return "ever"
        case LimitKind.ONE_ACTIVE:
            return "active"
        case LimitKind.UNLIMITED:
            return otherwise


def gate_period(desk_id: int, *, window: timedelta, now: datetime) -> str:
    """Answer the stretch of time in which a gate counts one holder once.

    Uses that lie a window apart are in different stretches, so that it never shuts out what the
    window lets in; of two at once the second finds the stretch taken.
    """
    return f"gate:{desk_id}:{int(now.timestamp() // window.total_seconds())}"
