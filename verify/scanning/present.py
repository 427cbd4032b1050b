"""A scan: from what the camera or the scanner read to the answer on the desk's screen."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from cardholders.cards.standing import Standing, load_standing
from core.credential.check import Fault
from core.credential.fields import Presentation
from core.credential.unread import Unread
from core.database.base import table_of
from core.database.insert_once import insert_once
from core.policy.benefit import Benefit
from verify.scanning import decision
from verify.scanning.answer import Answer, BenefitSeen
from verify.scanning.code import Code
from verify.scanning.decision import Verdict, refuse
from verify.scanning.grant import (
    Granting,
    Wanted,
    grant_benefit,
    judge_standing,
    needs_document,
    see_benefits,
)
from verify.scanning.log import Line, log_line
from verify.scanning.models import EntryKind, ProofUse
from verify.scanning.once import first_answer, remember_answer
from verify.scanning.reasons import Reason
from verify.scanning.requests import Occasion, ScanRequest
from verify.scanning.sight import opens_benefits, see_card
from verify.scanning.uses import load_uses

# Faults that only a genuine signature leads to: the card is known, and its log line names it.
_GENUINE = frozenset({Fault.STALE, Fault.AHEAD, Fault.EXPIRED, Fault.NOT_YET_VALID})
_PROOFS = table_of(ProofUse)
_FIRST_SHOWN = select(_PROOFS.c.desk_id, _PROOFS.c.scan_id).where(
    _PROOFS.c.serial == bindparam("serial"), _PROOFS.c.proof_at == bindparam("at")
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the text itself came to: whose card it is, and a refusal if it is no good."""

    scan: UUID
    standing: Standing | None = None
    refusal: Verdict | None = None


def present(session: Session, scan: ScanRequest, *, code: Code, occasion: Occasion) -> Answer:
    """Judge a scan, count a use where it asks for one, and log it whatever the answer is.

    `code` is what `read_code` made of the scan's text. The same request again gets its first
    answer; raises Conflict when its id was used for something else. At a gate a good scan is a
    use at once.
    """
    earlier = first_answer(session, scan, kind=EntryKind.SCAN, occasion=occasion)
    if earlier is not None:
        return earlier
    reading = _read(session, scan, code=code, occasion=occasion)
    benefit = _wanted(scan, occasion)
    granting = _judge(session, scan, reading, benefit=benefit, occasion=occasion)
    verdict, standing, asked = granting.verdict, reading.standing, benefit.code if benefit else None
    log_line(
        session,
        Line(EntryKind.SCAN, verdict, scan.id, reading.scan, asked, scan.document_checked),
        standing=standing,
        occasion=occasion,
    )
    benefits: tuple[BenefitSeen, ...] = ()
    if standing is not None and opens_benefits(verdict):
        uses = granting.uses
        if uses is None:
            uses = load_uses(session, standing.subject_key, scan=reading.scan, now=occasion.now)
        benefits = see_benefits(standing, occasion, uses=uses, scan=reading.scan)
    answer = Answer(
        id=scan.id,
        kind=EntryKind.SCAN,
        verdict=verdict,
        at=occasion.now,
        scan=scan.id,
        benefit=asked,
        card=None if standing is None else see_card(standing, verdict, occasion.place),
        benefits=benefits,
        redemption=granting.redemption,
        lasting=granting.lasting,
    )
    return remember_answer(session, answer, occasion=occasion)


def _read(session: Session, scan: ScanRequest, *, code: Code, occasion: Occasion) -> _Reading:
    presentation, fault = code.read, code.fault
    if isinstance(presentation, Unread):
        return _Reading(scan.id, refusal=refuse(Reason(presentation.value)))
    if fault is not None and fault not in _GENUINE:
        return _Reading(scan.id, refusal=refuse(Reason(fault.value)))
    serial = presentation.credential.fields.serial
    standing = load_standing(session, serial, vault=occasion.vault)
    if standing is None:
        return _Reading(scan.id, refusal=refuse(Reason.UNKNOWN_CARD))
    if fault is not None:
        return _Reading(scan.id, standing, refuse(Reason(fault.value)))
    first_scan = _claim_proof(session, presentation, scan=scan, desk_id=occasion.place.desk_id)
    if first_scan is None:
        return _Reading(scan.id, standing, refuse(Reason.REPLAYED))
    return _Reading(first_scan, standing)


def _claim_proof(
    session: Session, presentation: Presentation, *, scan: ScanRequest, desk_id: int
) -> UUID | None:
    """Answer the scan that showed this proof first at this desk; None if another desk saw it.

    The key is (serial, proof time), never the text: a signature has a twin that verifies too.
    """
    if presentation.proof is None:
        return scan.id
    serial, at = presentation.credential.fields.serial, presentation.proof.at
    if insert_once(session, ProofUse, serial=serial, proof_at=at, desk_id=desk_id, scan_id=scan.id):
        return scan.id
    first = session.connection().execute(_FIRST_SHOWN, {"serial": serial, "at": at}).one()
    return first.scan_id if first.desk_id == desk_id else None


def _judge(
    session: Session,
    scan: ScanRequest,
    reading: _Reading,
    *,
    benefit: Benefit | None,
    occasion: Occasion,
) -> Granting:
    if reading.refusal is not None:
        return Granting(reading.refusal)
    standing = reading.standing
    assert standing is not None
    stopped = judge_standing(standing, occasion)
    if stopped is not None:
        return Granting(stopped)
    if benefit is not None:
        wanted = Wanted(benefit, reading.scan, scan.id, scan.document_checked)
        return grant_benefit(session, standing, wanted=wanted, occasion=occasion)
    if needs_document(standing, occasion, document_checked=scan.document_checked):
        return Granting(decision.check(Reason.DOCUMENT_REQUIRED))
    return Granting(decision.check(Reason.CHOOSE_BENEFIT))


def _wanted(scan: ScanRequest, occasion: Occasion) -> Benefit | None:
    """Answer the benefit a scan asks for: the one it names, or the one benefit of a gate."""
    if scan.benefit is not None:
        return occasion.policy.benefit(scan.benefit)
    offered = occasion.policy.benefits_at(occasion.place.kind)
    return offered[0] if occasion.place.is_gate and len(offered) == 1 else None
