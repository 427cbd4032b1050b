"""Grant one benefit to one holder at one desk, or say why not: shared by scans and redemptions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from uuid import UUID

from flask_babel import gettext
from sqlalchemy.orm import Session

from cardholders.cards.models import CardState
from cardholders.cards.standing import Standing
from core.clock import shanghai_date
from core.credential.fields import CredentialForm
from core.errors import Conflict
from core.policy.benefit import Benefit
from core.policy.model import Policy
from core.policy.vocabulary import Honour, SettingCode
from partners.models import DeskProfile
from verify.lasting.facts import Seen
from verify.lasting.ledger import begin
from verify.lasting.particulars import Particulars
from verify.requests.fulfil import fulfil_request
from verify.scanning.answer import BenefitSeen
from verify.scanning.decision import (
    CardCondition,
    Counter,
    Ruling,
    Use,
    Verdict,
    already_in,
    check,
    judge_benefit,
    judge_card,
    judge_counter,
    refuse,
    rule_on,
)
from verify.scanning.move import end_former
from verify.scanning.reasons import Reason
from verify.scanning.requests import NO_PARTICULARS, Occasion
from verify.scanning.uses import Found, UsesByBenefit, look_up, take_use

CONDITIONS: Mapping[CardState, CardCondition] = MappingProxyType(
    {
        CardState.REVOKED: CardCondition.REVOKED,
        CardState.SUSPENDED: CardCondition.SUSPENDED,
        CardState.FROZEN: CardCondition.FROZEN,
        CardState.ACTIVE: CardCondition.GOOD,
    }
)
"""The condition of a card in each of its recorded states."""
MOST_LOOKS = 4
"""How often a use is reached for that others take and give back at the same moment."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A use that is asked for."""

    benefit: Benefit
    scan: UUID
    redemption: UUID
    document_checked: bool
    particulars: Particulars = NO_PARTICULARS


@dataclass(frozen=True, slots=True)
class Granting:
    """The verdict on one benefit, and the redemption that it gave or repeats.

    `lasting` is the stay or the assignment that began with it, `former` the use that it ended.
    `uses` are the holder's as they stand after it; None when they are to be looked up.
    """

    verdict: Verdict
    redemption: UUID | None = None
    lasting: Seen | None = None
    former: Use | None = None
    uses: UsesByBenefit | None = None


def judge_standing(standing: Standing, occasion: Occasion) -> Verdict | None:
    """Answer why this card opens nothing at this desk now, or None when it may."""
    condition = CONDITIONS[standing.card_state]
    if not standing.is_current and condition is CardCondition.GOOD:
        condition = CardCondition.REPLACED
    stopped = judge_card(condition, standing.expires_on, today=shanghai_date(occasion.now))
    return stopped or judge_counter(occasion.policy, counter_of(occasion))


def counter_of(occasion: Occasion) -> Counter:
    """Answer the desk as the rules see it."""
    return Counter(occasion.place.kind, occasion.place.covered)


def needs_document(standing: Standing, occasion: Occasion, *, document_checked: bool) -> bool:
    """Answer whether the identity document must still be compared.

    A printed card always asks for it; a turnstile has nobody to compare it.
    """
    if standing.form is CredentialForm.PHONE:
        return False
    return not document_checked or occasion.place.profile is DeskProfile.TURNSTILE


def grant_benefit(
    session: Session, standing: Standing, *, wanted: Wanted, occasion: Occasion
) -> Granting:
    """Judge and, when the answer is yes, take the use. The card itself was judged before.

    Raises Conflict when other desks keep taking and giving back what this one reaches for.
    """
    if needs_document(standing, occasion, document_checked=wanted.document_checked):
        return Granting(check(Reason.DOCUMENT_REQUIRED))
    for _ in range(MOST_LOOKS):
        found = _look_up(session, standing, wanted, occasion)
        if found.voided:
            return Granting(refuse(Reason.VOIDED))
        recent = found.here.get(wanted.benefit.code)
        if occasion.place.is_gate and recent is not None:
            return Granting(already_in(recent), recent.redemption)
        verdict = _judge(standing, wanted, occasion, uses=found.uses)
        ruling = rule_on(verdict, wanted.benefit, wanted.particulars)
        if ruling.verdict.reason is not Reason.GRANTED:
            same = ruling.verdict.reason is Reason.SAME_USE and ruling.verdict.earlier
            return Granting(ruling.verdict, same.redemption if same else None, uses=found.uses)
        granted = _take(session, standing, ruling, wanted=wanted, occasion=occasion)
        if granted is not None:
            after = None if ruling.ends else _with_own(found.uses, wanted, occasion)
            return replace(granted, uses=after)
        # Another desk took the last slot between our look and our grasp: judge what stands now,
        # and end nothing that the operator has not seen.
        wanted = replace(wanted, particulars=replace(wanted.particulars, end_former=False))
    raise Conflict(gettext("刚刚有人办理了同一件事，请刷新后再看"))


def _take(
    session: Session, standing: Standing, ruling: Ruling, *, wanted: Wanted, occasion: Occasion
) -> Granting | None:
    """Take what was ruled, and end what it ends; None when another desk was faster."""
    former = ruling.ends
    if former is not None and not end_former(
        session,
        former,
        standing=standing,
        benefit=wanted.benefit.code,
        occasion=occasion,
        by=wanted.redemption,
    ):
        former = None
    taken = take_use(
        session,
        standing.subject_key,
        benefit=wanted.benefit,
        station=occasion.station,
        scan=wanted.scan,
        redemption=wanted.redemption,
        window=_window(occasion),
        now=occasion.now,
    )
    if not taken:
        return None
    fulfil_request(
        session,
        standing.subject_key,
        benefit=wanted.benefit.code,
        place=occasion.place,
        redemption=wanted.redemption,
        now=occasion.now,
    )
    lasting = None
    if wanted.benefit.recorded_as.lasts:
        lasting = begin(
            session,
            wanted.benefit.recorded_as,
            subject_key=standing.subject_key,
            redemption=wanted.redemption,
            place=occasion.place,
            particulars=wanted.particulars,
            vault=occasion.vault,
            now=occasion.now,
        )
    return Granting(ruling.verdict, wanted.redemption, lasting, former)


def _judge(
    standing: Standing, wanted: Wanted, occasion: Occasion, *, uses: UsesByBenefit
) -> Verdict:
    return judge_benefit(
        occasion.policy,
        wanted.benefit,
        honours=standing.honours,
        counter=counter_of(occasion),
        uses=uses.get(wanted.benefit.code, ()),
        scan=wanted.scan,
    )


def _with_own(uses: UsesByBenefit, wanted: Wanted, occasion: Occasion) -> UsesByBenefit:
    """Answer the uses with the one that was just taken here, as the database would."""
    place, code = occasion.place, wanted.benefit.code
    own = Use(occasion.now, place.site_name, place.site_name_en, wanted.redemption, wanted.scan)
    return {**uses, code: (*uses.get(code, ()), own)}


def see_benefits(
    standing: Standing, occasion: Occasion, *, uses: UsesByBenefit, scan: UUID
) -> tuple[BenefitSeen, ...]:
    """Answer every benefit of this kind of desk with what is left of it for this holder."""
    return tuple(
        see_benefit(
            occasion.policy,
            benefit,
            honours=standing.honours,
            counter=counter_of(occasion),
            uses=uses.get(benefit.code, ()),
            scan=scan,
        )
        for benefit in occasion.policy.benefits_at(occasion.place.kind)
    )


def see_benefit(
    policy: Policy,
    benefit: Benefit,
    *,
    honours: tuple[Honour, ...],
    counter: Counter,
    uses: tuple[Use, ...],
    scan: UUID,
) -> BenefitSeen:
    """Answer one benefit with what is left of it; `uses` are the holder's that count against it.

    Desks and the holder's own phone count by this alone.
    """
    verdict = judge_benefit(policy, benefit, honours=honours, counter=counter, uses=uses, scan=scan)
    slots = benefit.limit.slots
    entitled = verdict.reason is not Reason.NOT_ENTITLED
    remaining = None if slots is None else max(slots - len(uses), 0) * entitled
    here = next((use.redemption for use in uses if use.scan == scan), None)
    return BenefitSeen(benefit.code, verdict, remaining, here)


def _look_up(session: Session, standing: Standing, wanted: Wanted, occasion: Occasion) -> Found:
    return look_up(
        session,
        standing.subject_key,
        scan=wanted.scan,
        redemption=wanted.redemption,
        desk_id=occasion.place.desk_id,
        within=_window(occasion),
        now=occasion.now,
    )


def _window(occasion: Occasion) -> timedelta:
    return timedelta(minutes=occasion.policy.setting(SettingCode.SAME_GATE_WINDOW).number)
