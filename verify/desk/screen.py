"""One answer as the desk's templates show it."""

from dataclasses import dataclass
from uuid import UUID

from core.policy.model import Policy
from core.policy.vocabulary import Language, RecordedAs
from partners.models import DeskProfile
from partners.places import Place
from verify.scanning.answer import Answer, BenefitSeen
from verify.scanning.models import EntryKind
from verify.scanning.reasons import Look, Outcome, Reason
from verify.scanning.words import Spoken, SpokenBenefit, speak, speak_benefit


@dataclass(frozen=True, slots=True)
class BenefitButton:
    """A benefit as a button; `key` is the function key that presses it.

    `recorded_as` says what is asked before it is used. `replaces`: one is active elsewhere, and
    can be ended to begin here.
    """

    words: SpokenBenefit
    key: str
    usable: bool
    used_now: bool
    recorded_as: RecordedAs
    replaces: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything a template needs of one answer.

    `asks_document`: the operator compares the identity document first. `undo` is the
    redemption that this answer granted and that can be taken back. `choosing` is the banner
    that follows once the document was compared.
    """

    answer: Answer
    spoken: Spoken
    look: Look
    benefits: tuple[BenefitButton, ...]
    asks_document: bool
    undo: UUID | None
    at_turnstile: bool


def to_screen(answer: Answer, *, place: Place, policy: Policy, language: Language) -> Screen:
    """Answer what the page shows of an answer."""
    verdict = answer.verdict
    buttons = tuple(
        BenefitButton(
            words=speak_benefit(seen, place=place, policy=policy, language=language),
            key=f"F{number}",
            usable=seen.verdict.reason is Reason.GRANTED,
            used_now=_used_now(seen, answer),
            recorded_as=policy.benefit(seen.code).recorded_as,
            replaces=seen.verdict.reason is Reason.ALREADY_ACTIVE,
        )
        for number, seen in enumerate(answer.benefits, start=1)
    )
    return Screen(
        answer=answer,
        spoken=speak(answer, place=place, policy=policy, language=language),
        look=answer.look,
        benefits=buttons,
        asks_document=verdict.reason is Reason.DOCUMENT_REQUIRED,
        undo=answer.redemption if verdict.outcome is Outcome.GRANTED else None,
        at_turnstile=place.profile is DeskProfile.TURNSTILE,
    )


def _used_now(seen: BenefitSeen, answer: Answer) -> bool:
    return seen.redemption is not None and answer.kind is not EntryKind.VOID
