"""Which requests a holder may make, and when one has run out: pure rules."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.policy.benefit import Benefit
from core.policy.model import Policy
from core.policy.vocabulary import GivenBy, Honour, PartnerKind, RecordedAs

MOST_OPEN = 10
AHEAD = timedelta(days=365)
LONGEST_STAY = timedelta(days=365)
ANSWERING = frozenset({PartnerKind.HOSPITAL, PartnerKind.APARTMENT, PartnerKind.SERVICE_DESK})
"""The kinds of partner whose staffed desks answer requests."""


class RequestState(StrEnum):
    """Where a request stands; the first two are open."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    FULFILLED = "fulfilled"
    LAPSED = "lapsed"


OPEN = frozenset({RequestState.SUBMITTED, RequestState.ACCEPTED})


class PartOfDay(StrEnum):
    """When on the day it suits the holder."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    ANY = "any"


class Refusal(StrEnum):
    """Why a request is not taken."""

    NOT_REQUESTED = "not_requested"
    NOT_ENTITLED = "not_entitled"
    CARD_STOPPED = "card_stopped"
    CARD_EXPIRED = "card_expired"
    WRONG_SITE = "wrong_site"
    SITE_NOT_COVERED = "site_not_covered"
    DAY_PAST = "day_past"
    DAY_TOO_FAR = "day_too_far"
    UNTIL_WRONG = "until_wrong"
    ALREADY_OPEN = "already_open"
    TOO_MANY_OPEN = "too_many_open"
    CONSENT_NEEDED = "consent_needed"


@dataclass(frozen=True, slots=True)
class Applicant:
    """A holder: honours, whether the card is in use and until when, what is open already.

    `opened` holds benefit and site of each open request. `medical_consent` is the consent that
    hospitals' requests need.
    """

    honours: tuple[Honour, ...]
    card_in_use: bool
    card_until: date
    opened: frozenset[tuple[str, int]]
    medical_consent: bool


@dataclass(frozen=True, slots=True)
class SiteOnDay:
    """A site as it is on the wished day; `covered` says whether its grade meets the policy's."""

    site_id: int
    kind: PartnerKind
    covered: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wished for; a stay says until when."""

    benefit: Benefit
    day: date
    until: date | None


def can_be_requested(benefit: Benefit) -> bool:
    """Answer whether the benefit is one that a desk prepares beforehand."""
    return benefit.scannable and benefit.partner_kind in ANSWERING


def is_stay(benefit: Benefit) -> bool:
    """Answer whether the benefit goes from one day to another."""
    return benefit.recorded_as is RecordedAs.STAY


def needs_medical_consent(kind: PartnerKind) -> bool:
    """Answer whether requests to such a partner tell about somebody's health."""
    return kind is PartnerKind.HOSPITAL


def judge_wish(
    wish: Wish, applicant: Applicant, site: SiteOnDay | None, *, policy: Policy, today: date
) -> Refusal | None:
    """Answer why the wish is not taken, or None when it is; no such open site is None."""
    return (
        _judge_applicant(wish.benefit, applicant, policy, today)
        or _judge_days(wish, today)
        or _judge_site(wish.benefit, site)
        or _judge_open(wish.benefit, applicant, site)
    )


def _judge_applicant(
    benefit: Benefit, applicant: Applicant, policy: Policy, today: date
) -> Refusal | None:
    if not can_be_requested(benefit):
        return Refusal.NOT_REQUESTED
    if not policy.entitled(applicant.honours, benefit.code):
        return Refusal.NOT_ENTITLED
    if benefit.given_by is GivenBy.HONOUR:
        return None
    if not applicant.card_in_use:
        return Refusal.CARD_STOPPED
    return Refusal.CARD_EXPIRED if today > applicant.card_until else None


def _judge_days(wish: Wish, today: date) -> Refusal | None:
    if wish.day < today:
        return Refusal.DAY_PAST
    if wish.day > today + AHEAD:
        return Refusal.DAY_TOO_FAR
    if not is_stay(wish.benefit):
        return None if wish.until is None else Refusal.UNTIL_WRONG
    good = wish.until is not None and wish.day < wish.until <= wish.day + LONGEST_STAY
    return None if good else Refusal.UNTIL_WRONG


def _judge_site(benefit: Benefit, site: SiteOnDay | None) -> Refusal | None:
    if site is None or site.kind is not benefit.partner_kind:
        return Refusal.WRONG_SITE
    return None if site.covered else Refusal.SITE_NOT_COVERED


def _judge_open(benefit: Benefit, applicant: Applicant, site: SiteOnDay | None) -> Refusal | None:
    assert site is not None
    if (benefit.code, site.site_id) in applicant.opened:
        return Refusal.ALREADY_OPEN
    if len(applicant.opened) >= MOST_OPEN:
        return Refusal.TOO_MANY_OPEN
    if needs_medical_consent(site.kind) and not applicant.medical_consent:
        return Refusal.CONSENT_NEEDED
    return None


def state_on(state: RequestState, last_day: date, *, today: date) -> RequestState:
    """Answer the state on a day: an open request whose last day is over has lapsed."""
    return RequestState.LAPSED if state in OPEN and last_day < today else state
