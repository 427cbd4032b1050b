"""How an answer speaks: title, what it rests on, the next step and a telephone number."""

from dataclasses import dataclass

from flask_babel import gettext

from core.policy.benefit import Benefit
from core.policy.citation import Citation, benefit_basis, setting_citation
from core.policy.model import Policy
from core.policy.vocabulary import Basis, GivenBy, Language, LimitKind, SettingCode
from core.web.language import show_day, show_moment, speaking
from partners.places import Place
from verify.lasting.words import facts_in_words
from verify.scanning.answer import Answer, BenefitSeen
from verify.scanning.decision import Use, Verdict
from verify.scanning.reason_words import REASON_WORDS
from verify.scanning.reasons import LOOKS, Look, Outcome, Reason

SETTINGS = {
    Reason.ALREADY_IN: SettingCode.SAME_GATE_WINDOW,
    Reason.DOCUMENT_REQUIRED: SettingCode.PLASTIC_NEEDS_DOCUMENT,
    Reason.EXPIRED: SettingCode.CARD_VALIDITY,
}
"""The settings that reasons of the office rest on, besides a benefit's own limit."""
LIMITS = frozenset({Reason.ALREADY_USED, Reason.ALREADY_ACTIVE})
"""The reasons that rest on the benefit's own limit, whose wording they then cite."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer in words. `detail` is the fact behind it (where and when, the date, the rest).

    `basis_line` is None for technical reasons: for those no article is cited. `notes` must
    stand beside a benefit that is granted (费用照常， 仅限本人).
    """

    title: str
    detail: str | None
    next_step: str
    basis_line: str | None
    telephone: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpokenBenefit:
    """One of the desk's benefits in words: `state` says how much is left, or why there is none."""

    code: str
    name: str
    look: Look
    state: str
    basis_line: str | None
    notes: tuple[str, ...]
    scarce: bool


def speak(answer: Answer, *, place: Place, policy: Policy, language: Language) -> Spoken:
    """Answer the words of an answer for the desk that asked."""
    with speaking(language):
        verdict = answer.verdict
        words = REASON_WORDS[verdict.reason]
        benefit = policy.benefit(answer.benefit) if answer.benefit else None
        title = str(words.at_gate if place.is_gate and words.at_gate else words.title)
        if verdict.reason is Reason.GRANTED and benefit and not place.is_gate:
            name = benefit.name.in_(language)
            title = gettext("%(title)s：%(benefit)s", title=title, benefit=name)
        by_honour = all(each.given_by is GivenBy.HONOUR for each in policy.benefits_at(place.kind))
        step = words.by_honour if by_honour and words.by_honour else words.next_step
        return Spoken(
            title=title,
            detail=_detail(answer, policy, language),
            next_step=str(step),
            basis_line=_basis_line(verdict, benefit, place, policy, language),
            telephone=policy.contact.telephone,
            notes=_notes(benefit, language) if verdict.outcome is Outcome.GRANTED else (),
        )


def speak_benefit(
    seen: BenefitSeen, *, place: Place, policy: Policy, language: Language
) -> SpokenBenefit:
    """Answer the words of one benefit on the desk's screen."""
    with speaking(language):
        benefit = policy.benefit(seen.code)
        usable = seen.verdict.reason is Reason.GRANTED
        return SpokenBenefit(
            code=seen.code,
            name=benefit.name.in_(language),
            look=Look.CHOOSE if usable else LOOKS[seen.verdict.reason],
            state=left_in_words(seen, benefit, language),
            basis_line=_basis_line(seen.verdict, benefit, place, policy, language),
            notes=_notes(benefit, language),
            scarce=benefit.scarce,
        )


def left_in_words(seen: BenefitSeen, benefit: Benefit, language: Language) -> str:
    """Answer how much of a benefit is left, or why there is none: when and where it was used."""
    if seen.verdict.reason is Reason.GRANTED:
        return _remaining(seen, benefit)
    return _why_not(seen.verdict, language)


def title_of(reason: Reason) -> str:
    """Answer a reason's title alone, in the request's language: for lists and statistics."""
    return str(REASON_WORDS[reason].title)


def basis_words(citation: Citation, *, policy: Policy, language: Language) -> str:
    """Answer a citation in words: the article and its own term, or the office's setting."""
    if citation.article is not None:
        return gettext(
            "依据 %(document)s %(article)s“%(term)s”",
            document=policy.document.number,
            article=policy.article(citation.article).heading.in_(language),
            term=(citation.term or "").strip("“”"),
        )
    if citation.wording is None:
        return gettext("文件未规定，按人才办设置")
    return gettext("文件未规定，按人才办设置：%(wording)s", wording=citation.wording.in_(language))


def _basis_line(
    verdict: Verdict,
    benefit: Benefit | None,
    place: Place,
    policy: Policy,
    language: Language,
) -> str | None:
    if verdict.basis is Basis.TECHNICAL:
        return None
    citation = Citation(Basis.OFFICE)
    rule = policy.grade_rule(place.kind)
    if verdict.reason is Reason.RANK_TOO_LOW and benefit and benefit.physician:
        term = benefit.physician.term
        citation = Citation(Basis.TEXT, article=benefit.article, term=term)
    elif verdict.reason in SETTINGS:
        citation = setting_citation(policy, SETTINGS[verdict.reason])
    elif verdict.reason is Reason.SITE_NOT_COVERED and rule:
        citation = Citation(Basis.TEXT, article=rule.article, term=rule.term)
    elif benefit is not None and verdict.basis is Basis.TEXT:
        citation = benefit_basis(policy, benefit.code).entitlement
    elif benefit is not None and verdict.reason in LIMITS:
        citation = benefit_basis(policy, benefit.code).limit
    elif verdict.basis is Basis.TEXT:
        return None
    return basis_words(citation, policy=policy, language=language)


def _detail(answer: Answer, policy: Policy, language: Language) -> str | None:
    verdict = answer.verdict
    if answer.lasting is not None:
        facts = [facts_in_words(answer.lasting), _ended(answer.former, language)]
        return gettext("；").join(each for each in facts if each) or None
    if verdict.earlier is not None:
        active = verdict.reason is Reason.ALREADY_ACTIVE
        return (_since if active else _when_and_where)(verdict.earlier, language)
    match verdict.reason:
        case Reason.EXPIRED if answer.card:
            return gettext("有效期至 %(day)s", day=show_day(answer.card.expires_on))
        case Reason.NOT_ENTITLED | Reason.WRONG_DESK:
            given = [each for each in answer.benefits if each.verdict.grants]
            names = gettext("、").join(
                policy.benefit(each.code).name.in_(language) for each in given
            )
            return gettext("本处可办理：%(benefits)s", benefits=names) if names else None
        case _:
            return None


def _when_and_where(use: Use, language: Language) -> str:
    where = use.where_en if language is Language.EN else use.where
    return gettext("%(when)s，%(where)s", when=show_moment(use.at), where=where)


def _ended(former: Use | None, language: Language) -> str | None:
    if former is None:
        return None
    return gettext("原来的登记已结束（%(former)s）", former=_since(former, language))


def _since(use: Use, language: Language) -> str:
    where = use.where_en if language is Language.EN else use.where
    return gettext("%(where)s，自%(day)s起", where=where, day=show_day(use.at))


def _remaining(seen: BenefitSeen, benefit: Benefit) -> str:
    match benefit.limit.kind:
        case LimitKind.UNLIMITED:
            return gettext("次数不限")
        case LimitKind.PER_YEAR:
            return gettext("今年还可用%(count)s次", count=seen.remaining)
        case LimitKind.ONCE_EVER:
            return gettext("还可用%(count)s次", count=seen.remaining)
        case LimitKind.ONE_ACTIVE:
            return gettext("现在没有正在使用的")


def _why_not(verdict: Verdict, language: Language) -> str:
    title = title_of(verdict.reason)
    if verdict.earlier is None:
        return title
    active = verdict.reason is Reason.ALREADY_ACTIVE
    use = (_since if active else _when_and_where)(verdict.earlier, language)
    return gettext("%(title)s：%(use)s", title=title, use=use)


def _notes(benefit: Benefit | None, language: Language) -> tuple[str, ...]:
    return tuple(note.text.in_(language) for note in benefit.notes) if benefit else ()
