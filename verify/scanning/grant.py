"""Grant one benefit to one holder at one desk, or say why not: shared by scans and redemptions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.cards.models import CardState
from cardholders.cards.standing import Standing
from core.clock import shanghai_date
from core.credential.fields import CredentialForm
from core.policy.benefit import Benefit
from core.policy.model import Policy
from core.policy.vocabulary import SettingCode
from partners.models import DeskProfile
from verify.scanning.answer import BenefitSeen
from verify.scanning.decision import (
    CardCondition,
    Counter,
    Verdict,
    already_in,
    check,
    judge_benefit,
    judge_card,
    judge_counter,
    refuse,
)
from verify.scanning.models import Void
from verify.scanning.reasons import Reason
from verify.scanning.requests import Station
from verify.scanning.uses import UsesByBenefit, find_recent_use, load_uses, take_use


@dataclass(frozen=True, slots=True)
class Granting:
    """The verdict on one benefit, and the redemption that it gave or repeats."""

    verdict: Verdict
    redemption: UUID | None = None


def judge_standing(
    standing: Standing, station: Station, *, policy: Policy, now: datetime
) -> Verdict | None:
    """Answer why this card opens nothing at this desk now, or None when it may."""
    condition = {
        CardState.REVOKED: CardCondition.REVOKED,
        CardState.SUSPENDED: CardCondition.SUSPENDED,
        CardState.FROZEN: CardCondition.FROZEN,
        CardState.ACTIVE: CardCondition.GOOD,
    }[standing.card_state]
    if not standing.is_current and condition is CardCondition.GOOD:
        condition = CardCondition.REPLACED
    stopped = judge_card(condition, standing.expires_on, today=shanghai_date(now))
    return stopped or judge_counter(policy, counter_of(station))


def counter_of(station: Station) -> Counter:
    """Answer the desk as the rules see it."""
    return Counter(station.place.kind, station.place.covered)


def needs_document(standing: Standing, station: Station, *, document_checked: bool) -> bool:
    """Answer whether the identity document must still be compared.

    A printed card always asks for it; a turnstile has nobody to compare it.
    """
    if standing.form is CredentialForm.PHONE:
        return False
    return not document_checked or station.place.profile is DeskProfile.TURNSTILE


def grant_benefit(
    session: Session,
    standing: Standing,
    *,
    benefit: Benefit,
    station: Station,
    scan: UUID,
    redemption: UUID,
    document_checked: bool,
    policy: Policy,
    now: datetime,
) -> Granting:
    """Judge and, when the answer is yes, take the use. The card itself was judged before."""
    if needs_document(standing, station, document_checked=document_checked):
        return Granting(check(Reason.DOCUMENT_REQUIRED))
    if _was_voided(session, station.place.desk_id, redemption):
        return Granting(refuse(Reason.VOIDED))
    if station.place.is_gate:
        recent = find_recent_use(
            session,
            standing.subject_key,
            benefit=benefit,
            desk_id=station.place.desk_id,
            within=timedelta(minutes=policy.setting(SettingCode.SAME_GATE_WINDOW).number),
            now=now,
        )
        if recent is not None:
            return Granting(already_in(recent), recent.redemption)
    verdict = _judge(session, standing, benefit, station, scan=scan, policy=policy, now=now)
    if verdict.reason is Reason.GRANTED:
        taken = take_use(
            session,
            standing.subject_key,
            benefit=benefit,
            station=station,
            scan=scan,
            redemption=redemption,
            now=now,
        )
        if taken:
            return Granting(verdict, redemption)
        # Another desk took the last slot between our look and our grasp: judge what stands now.
        verdict = _judge(session, standing, benefit, station, scan=scan, policy=policy, now=now)
    same = verdict.grants and verdict.earlier is not None
    return Granting(verdict, verdict.earlier.redemption if same and verdict.earlier else None)


def _judge(
    session: Session,
    standing: Standing,
    benefit: Benefit,
    station: Station,
    *,
    scan: UUID,
    policy: Policy,
    now: datetime,
) -> Verdict:
    uses = load_uses(session, standing.subject_key, scan=scan, now=now)
    return judge_benefit(
        policy,
        benefit,
        honours=standing.honours,
        counter=counter_of(station),
        uses=uses.get(benefit.code, ()),
        scan=scan,
    )


def see_benefits(
    standing: Standing,
    station: Station,
    *,
    policy: Policy,
    uses: UsesByBenefit,
    scan: UUID,
) -> tuple[BenefitSeen, ...]:
    """Answer every benefit of this kind of desk with what is left of it for this holder."""
    seen = []
    for benefit in policy.benefits_at(station.place.kind):
        mine = uses.get(benefit.code, ())
        verdict = judge_benefit(
            policy,
            benefit,
            honours=standing.honours,
            counter=counter_of(station),
            uses=mine,
            scan=scan,
        )
        slots = benefit.limit.slots
        entitled = verdict.reason is not Reason.NOT_ENTITLED
        remaining = None if slots is None else max(slots - len(mine), 0) * entitled
        here = next((use.redemption for use in mine if use.scan == scan), None)
        seen.append(BenefitSeen(benefit.code, verdict, remaining, here))
    return tuple(seen)


def _was_voided(session: Session, desk_id: int, redemption: UUID) -> bool:
    found = session.execute(
        select(Void.redemption_id).where(Void.desk_id == desk_id, Void.redemption_id == redemption)
    ).first()
    return found is not None
