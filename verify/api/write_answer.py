"""Turn the answer of a use case into the JSON of the API."""

from core.policy.model import Policy
from core.policy.vocabulary import Language
from partners.devices import Enrolled
from partners.places import Place
from verify.api.answers import (
    AdviserAnswer,
    BenefitAnswer,
    CardAnswer,
    DeskAnswer,
    DeviceAnswer,
    EarlierUse,
    Enrolment,
    ScanAnswer,
    StayAnswer,
)
from verify.lasting.facts import AdviserSeen, StaySeen
from verify.scanning.answer import Answer, BenefitSeen
from verify.scanning.decision import Use
from verify.scanning.words import speak, speak_benefit


def to_scan_answer(
    answer: Answer, *, place: Place, policy: Policy, language: Language
) -> ScanAnswer:
    """Answer the decision as the API writes it; the codes are stable, the words may be polished."""
    spoken = speak(answer, place=place, policy=policy, language=language)
    verdict, lasting = answer.verdict, answer.lasting
    return ScanAnswer(
        id=answer.id,
        kind=answer.kind,
        outcome=verdict.outcome,
        reason=verdict.reason,
        basis=verdict.basis,
        article=verdict.article,
        look=answer.look,
        title=spoken.title,
        detail=spoken.detail,
        next_step=spoken.next_step,
        basis_line=spoken.basis_line,
        notes=spoken.notes,
        telephone=spoken.telephone,
        at=answer.at,
        scan=answer.scan,
        benefit=answer.benefit,
        card=CardAnswer.model_validate(answer.card) if answer.card else None,
        benefits=tuple(
            _benefit(each, place=place, policy=policy, language=language)
            for each in answer.benefits
        ),
        redemption=answer.redemption,
        earlier=_use(verdict.earlier, language),
        stay=StayAnswer.model_validate(lasting) if isinstance(lasting, StaySeen) else None,
        adviser=(
            AdviserAnswer.model_validate(lasting) if isinstance(lasting, AdviserSeen) else None
        ),
        former=_use(answer.former, language),
    )


def _use(use: Use | None, language: Language) -> EarlierUse | None:
    if use is None:
        return None
    return EarlierUse(at=use.at, where=use.where_en if language is Language.EN else use.where)


def _benefit(
    seen: BenefitSeen, *, place: Place, policy: Policy, language: Language
) -> BenefitAnswer:
    spoken = speak_benefit(seen, place=place, policy=policy, language=language)
    return BenefitAnswer(
        code=seen.code,
        name=spoken.name,
        look=spoken.look,
        state=spoken.state,
        remaining=seen.remaining,
        outcome=seen.verdict.outcome,
        reason=seen.verdict.reason,
        basis=seen.verdict.basis,
        article=seen.verdict.article,
        earlier=_use(seen.verdict.earlier, language),
        redemption=seen.redemption,
    )


def to_enrolment(enrolled: Enrolled, place: Place) -> Enrolment:
    """Answer a pairing with the token in clear, for the only time."""
    return Enrolment(
        token=enrolled.token,
        device=DeviceAnswer(id=enrolled.device.id, label=enrolled.device.label),
        desk=DeskAnswer(
            id=place.desk_id,
            name=place.desk_name,
            site=place.site_name,
            partner=place.partner_name,
            kind=place.kind,
            profile=place.profile,
        ),
    )
