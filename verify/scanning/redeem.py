"""A redemption: one benefit used on a scan that the same desk made a moment ago."""

from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from cardholders.cards.standing import Standing, load_standing_of
from verify.scanning.answer import Answer, BenefitSeen
from verify.scanning.decision import refuse
from verify.scanning.grant import Granting, Wanted, grant_benefit, judge_standing, see_benefits
from verify.scanning.log import Line, log_line
from verify.scanning.models import EntryKind, UsageEntry
from verify.scanning.once import first_answer, remember_answer
from verify.scanning.reasons import Outcome, Reason
from verify.scanning.requests import Occasion, RedemptionRequest
from verify.scanning.sight import opens_benefits, see_card
from verify.scanning.uses import load_uses

ScanRow: TypeAlias = Row[UUID, datetime, Outcome, Reason, int | None, bool]
SCAN_LIFETIME = timedelta(minutes=15)


def redeem(session: Session, redemption: RedemptionRequest, *, occasion: Occasion) -> Answer:
    """Use a benefit on a scan of this desk, judged anew: the card may have stopped meanwhile.

    The same request again gets its first answer; raises Conflict when its id was used for
    something else, UnknownCodeError for a benefit the policy does not have.
    """
    earlier = first_answer(session, redemption, kind=EntryKind.REDEMPTION, occasion=occasion)
    if earlier is not None:
        return earlier
    scan = _find_scan(session, redemption, occasion)
    credential_id = scan.credential_id if scan else None
    standing = load_standing_of(session, credential_id, vault=occasion.vault)
    scan_id = scan.scan_id if scan else redemption.scan
    granting = _judge(session, redemption, scan, standing, occasion=occasion)
    verdict = granting.verdict
    log_line(
        session,
        Line(
            EntryKind.REDEMPTION,
            verdict,
            redemption.id,
            scan_id,
            redemption.benefit,
            redemption.document_checked,
            redemption.note,
        ),
        standing=standing,
        occasion=occasion,
    )
    benefits: tuple[BenefitSeen, ...] = ()
    if standing is not None and opens_benefits(verdict):
        uses = granting.uses
        if uses is None:
            uses = load_uses(session, standing.subject_key, scan=scan_id, now=occasion.now)
        benefits = see_benefits(standing, occasion, uses=uses, scan=scan_id)
    answer = Answer(
        id=redemption.id,
        kind=EntryKind.REDEMPTION,
        verdict=verdict,
        at=occasion.now,
        scan=redemption.scan,
        benefit=redemption.benefit,
        card=see_card(standing, verdict, occasion.place) if standing else None,
        benefits=benefits,
        redemption=granting.redemption,
        lasting=granting.lasting,
        former=granting.former,
    )
    return remember_answer(session, answer, occasion=occasion)


def _find_scan(
    session: Session, redemption: RedemptionRequest, occasion: Occasion
) -> ScanRow | None:
    return session.execute(
        select(
            UsageEntry.scan_id,
            UsageEntry.received_at,
            UsageEntry.outcome,
            UsageEntry.reason,
            UsageEntry.credential_id,
            UsageEntry.document_checked,
        ).where(
            UsageEntry.desk_id == occasion.place.desk_id,
            UsageEntry.client_id == redemption.scan,
            UsageEntry.kind == EntryKind.SCAN,
        )
    ).first()


def _judge(
    session: Session,
    redemption: RedemptionRequest,
    scan: ScanRow | None,
    standing: Standing | None,
    *,
    occasion: Occasion,
) -> Granting:
    if scan is None:
        return Granting(refuse(Reason.SCAN_UNKNOWN))
    if standing is None or scan.outcome is Outcome.REFUSED:
        return Granting(refuse(Reason.SCAN_REFUSED))
    if occasion.now - scan.received_at > SCAN_LIFETIME:
        return Granting(refuse(Reason.SCAN_TOO_OLD))
    stopped = judge_standing(standing, occasion)
    if stopped is not None:
        return Granting(stopped)
    wanted = Wanted(
        occasion.policy.benefit(redemption.benefit),
        scan.scan_id,
        redemption.id,
        redemption.document_checked or scan.document_checked,
        redemption.particulars,
    )
    return grant_benefit(session, standing, wanted=wanted, occasion=occasion)
