"""The examples of docs/api.md: calls as they are pasted, and what is answered to them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from cardholders.people.models import DocumentType
from core.credential.fields import CredentialForm
from core.policy.model import Policy
from core.policy.vocabulary import Basis, Honour, Language, PartnerKind
from partners.models import DeskProfile
from partners.places import Place
from verify.api.answers import DeskAnswer, DeviceAnswer, Enrolment
from verify.api.write_answer import to_scan_answer
from verify.lasting.facts import StaySeen
from verify.lasting.models import Ending
from verify.scanning.answer import Answer, BenefitSeen, CardSeen
from verify.scanning.decision import (
    Counter,
    Use,
    Verdict,
    check,
    judge_benefit,
    refuse,
)
from verify.scanning.models import EntryKind
from verify.scanning.reasons import Outcome, Reason

SCAN = UUID("5d0c4b52-6a1e-4f0b-9c6f-2f4f7c1f0a11")
RUBBISH = UUID("0f5a8a0e-21c4-4d55-8a43-7d1b0c3d5e22")
REDEMPTION = UUID("c1b6a0de-7b52-4a0f-8a70-51b5a4f3be33")
ARRIVAL = UUID("6b7d9f12-0e3a-4c58-b1d4-93a5e7c2f066")
CHECK_IN = UUID("e2f4a6b8-1c3d-4e5f-8a9b-0c1d2e3f4a77")
RELEASE = UUID("3a5c7e91-2b4d-4f60-9182-a3b4c5d6e788")
LEFT_AT = datetime(2026, 5, 22, 1, 30, tzinfo=UTC)
VOID = UUID("9a7a2c0c-5f57-4f64-b7e7-8a0a2b1c9d44")
AT = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)
HONOURS = (Honour.YOUCAI,)
PLACE = Place(
    desk_id=1,
    site_id=1,
    partner_id=1,
    kind=PartnerKind.HOSPITAL,
    profile=DeskProfile.STAFFED,
    covered=True,
    desk_name="人才绿色通道",
    site_name="晋中市第一人民医院",
    partner_name="晋中市第一人民医院",
    desk_name_en="Talent green channel",
    site_name_en="Jinzhong First People's Hospital",
    partner_name_en="Jinzhong First People's Hospital",
)
APARTMENT = Place(
    desk_id=6,
    site_id=4,
    partner_id=3,
    kind=PartnerKind.APARTMENT,
    profile=DeskProfile.STAFFED,
    covered=True,
    desk_name="前台",
    site_name="汾水人才公寓1号楼（演示）",
    partner_name="汾水人才公寓（演示）",
    desk_name_en="Reception",
    site_name_en="Fenshui Talent Apartments, block 1 (sample)",
    partner_name_en="Fenshui Talent Apartments (sample)",
)
CARD = CardSeen(
    number="JZ25-000002-0",
    name="赵**",
    honours=HONOURS,
    expires_on=date(2028, 4, 19),
    form=CredentialForm.PRINTED,
    document_type=DocumentType.RESIDENT_ID,
    document_last4="0054",
    has_photo=True,
)


@dataclass(frozen=True, slots=True)
class Example:
    """One call.

    `body` is JSON in which `$NAME` stands for a variable of the shell, `new_ids` the variables
    that get a fresh id before it; `answer` is what comes back, with `status`. `device` is the
    variable that holds the device's token, None where none is needed.
    """

    title: str
    path: str
    body: str
    answer: dict[str, Any]
    new_ids: tuple[str, ...] = ()
    status: int = 200
    device: str | None = "TOKEN"


def examples(policy: Policy) -> tuple[Example, ...]:
    """Answer the examples in the order in which they are tried."""
    granted = Verdict(_granted(policy).outcome, Reason.GRANTED, Basis.TEXT, 21)

    def scan_answer(answer: Answer, place: Place = PLACE) -> dict[str, Any]:
        written = to_scan_answer(answer, place=place, policy=policy, language=Language.ZH)
        return written.model_dump(mode="json")

    checked = Answer(
        id=SCAN,
        kind=EntryKind.SCAN,
        verdict=check(Reason.CHOOSE_BENEFIT),
        at=AT,
        scan=SCAN,
        card=CARD,
        benefits=_benefits(policy),
    )
    redeemed = Answer(
        id=REDEMPTION,
        kind=EntryKind.REDEMPTION,
        verdict=granted,
        at=AT,
        scan=SCAN,
        benefit="escort",
        card=CARD,
        benefits=_benefits(policy, used=REDEMPTION),
        redemption=REDEMPTION,
    )
    voided = Answer(
        id=VOID,
        kind=EntryKind.VOID,
        verdict=check(Reason.VOIDED),
        at=AT,
        scan=SCAN,
        benefit="escort",
        redemption=REDEMPTION,
    )
    arrived = Answer(
        id=ARRIVAL,
        kind=EntryKind.SCAN,
        verdict=check(Reason.CHOOSE_BENEFIT),
        at=AT,
        scan=ARRIVAL,
        card=CARD,
        benefits=_benefits(policy, place=APARTMENT),
    )
    checked_in = Answer(
        id=CHECK_IN,
        kind=EntryKind.REDEMPTION,
        verdict=Verdict(Outcome.GRANTED, Reason.GRANTED, Basis.TEXT, 20),
        at=AT,
        scan=ARRIVAL,
        benefit="apartment",
        card=CARD,
        benefits=_benefits(policy, used=CHECK_IN, place=APARTMENT),
        redemption=CHECK_IN,
        lasting=StaySeen("1203", AT),
    )
    checked_out = Answer(
        id=RELEASE,
        kind=EntryKind.RELEASE,
        verdict=check(Reason.RELEASED),
        at=LEFT_AT,
        scan=ARRIVAL,
        benefit="apartment",
        redemption=CHECK_IN,
        lasting=StaySeen("1203", AT, LEFT_AT, Ending.LEFT),
    )
    rubbish = Answer(
        id=RUBBISH,
        kind=EntryKind.SCAN,
        verdict=refuse(Reason.UNREADABLE),
        at=AT,
        scan=RUBBISH,
    )
    return (
        Example(
            "Scan a code",
            "/api/v1/scans",
            '{"id": "$SCAN", "qr": "$QR", "document_checked": true}',
            scan_answer(checked),
            new_ids=("SCAN",),
        ),
        Example(
            "Use a benefit on that scan",
            "/api/v1/redemptions",
            '{"id": "$REDEMPTION", "scan": "$SCAN", "benefit": "escort"}',
            scan_answer(redeemed),
            new_ids=("REDEMPTION",),
        ),
        Example(
            "Take it back, the same day",
            "/api/v1/redemptions/$REDEMPTION/void",
            '{"id": "$VOID", "reason": "not_used", "note": "持卡人未到"}',
            scan_answer(voided),
            new_ids=("VOID",),
        ),
        Example(
            "At an apartment, scan",
            "/api/v1/scans",
            '{"id": "$ARRIVAL", "qr": "$QR", "document_checked": true}',
            scan_answer(arrived, APARTMENT),
            new_ids=("ARRIVAL",),
            device="APARTMENT",
        ),
        Example(
            "Check in with the room; a stay elsewhere would end",
            "/api/v1/redemptions",
            '{"id": "$STAY", "scan": "$ARRIVAL", "benefit": "apartment", "unit": "1203", '
            '"end_former": true}',
            scan_answer(checked_in, APARTMENT),
            new_ids=("STAY",),
            device="APARTMENT",
        ),
        Example(
            "Check out, on any later day",
            "/api/v1/redemptions/$STAY/release",
            '{"id": "$RELEASE"}',
            scan_answer(checked_out, APARTMENT),
            new_ids=("RELEASE",),
            device="APARTMENT",
        ),
        Example(
            "A code that is none of ours is an answer too",
            "/api/v1/scans",
            '{"id": "$OTHER", "qr": "https://example.invalid/"}',
            scan_answer(rubbish),
            new_ids=("OTHER",),
        ),
        Example(
            "A malformed request is a problem",
            "/api/v1/scans",
            '{"id": "1", "qr": "72"}',
            {
                "type": "about:blank",
                "title": "请求内容有误，请按字段提示更正",
                "status": 422,
                "code": "invalid_body",
                "errors": [{"field": "id", "code": "uuid_parsing", "message": "须为UUID"}],
            },
            status=422,
        ),
        Example(
            "Enrol a device",
            "/api/v1/devices/enrol",
            '{"code": "$CODE"}',
            _enrolment().model_dump(mode="json"),
            device=None,
        ),
    )


def _granted(policy: Policy) -> Verdict:
    return judge_benefit(
        policy,
        policy.benefit("escort"),
        honours=HONOURS,
        counter=Counter(PLACE.kind, PLACE.covered),
        uses=(),
        scan=SCAN,
    )


def _benefits(
    policy: Policy, *, used: UUID | None = None, place: Place = PLACE
) -> tuple[BenefitSeen, ...]:
    seen = []
    for benefit in policy.benefits_at(place.kind):
        verdict = judge_benefit(
            policy,
            benefit,
            honours=HONOURS,
            counter=Counter(place.kind, place.covered),
            uses=(),
            scan=SCAN,
        )
        slots = benefit.limit.slots
        entitled = verdict.reason is not Reason.NOT_ENTITLED
        here = used if benefit.code in {"escort", "apartment"} else None
        if here:
            use = Use(AT, place.site_name, place.site_name_en, here, SCAN)
            verdict = Verdict(verdict.outcome, Reason.SAME_USE, Basis.TEXT, benefit.article, use)
        remaining = None if slots is None else slots * entitled * (here is None)
        seen.append(BenefitSeen(benefit.code, verdict, remaining, here))
    return tuple(seen)


def _enrolment() -> Enrolment:
    return Enrolment(
        token="…",  # noqa: S106  # shown to one device, once
        device=DeviceAnswer(id=9, label="挂号系统接口"),
        desk=DeskAnswer(
            id=PLACE.desk_id,
            name=PLACE.desk_name,
            site=PLACE.site_name,
            partner=PLACE.partner_name,
            kind=PLACE.kind,
            profile=PLACE.profile,
        ),
    )
