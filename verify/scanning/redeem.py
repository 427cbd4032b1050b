"""A redemption: one benefit used on a scan that the same desk made a moment ago."""

from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from cardholders.cards.standing import Standing, load_standing_of
from core.encryption import Vault
from core.policy.model import Policy
from verify.scanning.answer import Answer, BenefitSeen
from verify.scanning.decision import refuse
from verify.scanning.grant import Granting, grant_benefit, judge_standing, see_benefits
from verify.scanning.log import log_entry
from verify.scanning.models import EntryKind, UsageEntry
from verify.scanning.once import first_answer, remember_answer
from verify.scanning.reasons import Outcome, Reason
from verify.scanning.requests import RedemptionRequest, Station
from verify.scanning.sight import see_card
from verify.scanning.uses import load_uses

ScanRow: TypeAlias = Row[UUID, datetime, Outcome, Reason, int | None, bool]
SCAN_LIFETIME = timedelta(minutes=15)


def redeem(
    session: Session,
    redemption: RedemptionRequest,
    *,
    station: Station,
    policy: Policy,
    vault: Vault,
    now: datetime,
) -> Answer:
    """Use a benefit on a scan of this desk, judged anew: the card may have stopped meanwhile.

    The same request again gets its first answer; raises Conflict when its id was used for
    something else, UnknownCodeError for a benefit the policy does not have.
    """
    earlier = first_answer(
        session,
        redemption,
        kind=EntryKind.REDEMPTION,
        station=station,
        vault=vault,
        now=now,
    )
    if earlier is not None:
        return earlier
    scan = _find_scan(session, redemption, station)
    standing = load_standing_of(session, scan.credential_id if scan else None, vault=vault)
    scan_id = scan.scan_id if scan else redemption.scan
    granting = _judge(session, redemption, scan, standing, station=station, policy=policy, now=now)
    log_entry(
        session,
        granting.verdict,
        kind=EntryKind.REDEMPTION,
        client_id=redemption.id,
        scan_id=scan_id,
        station=station,
        standing=standing,
        policy_version=policy.version,
        now=now,
        benefit=redemption.benefit,
        document_checked=redemption.document_checked,
        note=redemption.note,
        vault=vault,
    )
    seen = see_card(standing, granting.verdict, station.place) if standing else None
    benefits: tuple[BenefitSeen, ...] = ()
    if standing is not None and seen is not None and seen.name is not None:
        uses = load_uses(session, standing.subject_key, scan=scan_id, now=now)
        benefits = see_benefits(standing, station, policy=policy, uses=uses, scan=scan_id)
    answer = Answer(
        id=redemption.id,
        kind=EntryKind.REDEMPTION,
        verdict=granting.verdict,
        at=now,
        scan=redemption.scan,
        benefit=redemption.benefit,
        card=seen,
        benefits=benefits,
        redemption=granting.redemption,
    )
    return remember_answer(session, answer, station=station, vault=vault)


def _find_scan(session: Session, redemption: RedemptionRequest, station: Station) -> ScanRow | None:
    return session.execute(
        select(
            UsageEntry.scan_id,
            UsageEntry.received_at,
            UsageEntry.outcome,
            UsageEntry.reason,
            UsageEntry.credential_id,
            UsageEntry.document_checked,
        ).where(
            UsageEntry.desk_id == station.place.desk_id,
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
    station: Station,
    policy: Policy,
    now: datetime,
) -> Granting:
    if scan is None:
        return Granting(refuse(Reason.SCAN_UNKNOWN))
    if standing is None or scan.outcome is Outcome.REFUSED:
        return Granting(refuse(Reason.SCAN_REFUSED))
    if now - scan.received_at > SCAN_LIFETIME:
        return Granting(refuse(Reason.SCAN_TOO_OLD))
    stopped = judge_standing(standing, station, policy=policy, now=now)
    if stopped is not None:
        return Granting(stopped)
    return grant_benefit(
        session,
        standing,
        benefit=policy.benefit(redemption.benefit),
        station=station,
        scan=scan.scan_id,
        redemption=redemption.id,
        document_checked=redemption.document_checked or scan.document_checked,
        policy=policy,
        now=now,
    )
