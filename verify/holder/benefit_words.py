"""How a benefit speaks to its holder: what is left, how to use it, what to bring, on what basis."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from cardholders.people.models import HonourGrant
from cardholders.phone.holder import BoundHolder
from core.policy.benefit import Benefit
from core.policy.citation import BenefitBasis, Citation, benefit_basis, setting_citation
from core.policy.document import Text
from core.policy.model import Policy
from core.policy.vocabulary import (
    Basis,
    GivenBy,
    Honour,
    Language,
    PartnerKind,
    RecordedAs,
    SettingCode,
)
from verify.holder.benefits import HeldBenefit, HeldBenefits
from verify.lasting.words import facts_in_words
from verify.scanning.reasons import Reason
from verify.scanning.words import left_in_words

Json = dict[str, Any]

HOW: Mapping[PartnerKind, LazyString] = MappingProxyType(
    {
        PartnerKind.HOSPITAL: lazy_gettext("到医院的人才窗口出示绿卡，由工作人员扫码办理"),
        PartnerKind.SCENIC: lazy_gettext("在检票口出示绿卡，扫码入园"),
        PartnerKind.APARTMENT: lazy_gettext("到人才公寓前台出示绿卡，扫码办理入住"),
        PartnerKind.SERVICE_DESK: lazy_gettext("到服务专窗出示绿卡，扫码登记，由主管部门跟办"),
    }
)
AHEAD: Mapping[PartnerKind, LazyString] = MappingProxyType(
    {
        PartnerKind.HOSPITAL: lazy_gettext("可以先在“办理”里预约，也可以直接去"),
        PartnerKind.SCENIC: lazy_gettext("一般不用预约；要预约的，地点里有说明"),
        PartnerKind.APARTMENT: lazy_gettext("请先在“办理”里申请，有房再去"),
        PartnerKind.SERVICE_DESK: lazy_gettext("不用预约；也可以在“办理”里提出"),
    }
)
RESTS: Mapping[Reason, LazyString] = MappingProxyType(
    {
        Reason.SUSPENDED: lazy_gettext("绿卡暂停期间不能使用"),
        Reason.FROZEN: lazy_gettext("绿卡冻结期间不能使用，解冻后照常"),
        Reason.EXPIRED: lazy_gettext("绿卡已过有效期，换发后照常"),
        Reason.REVOKED: lazy_gettext("绿卡已停用"),
    }
)


def speak_benefits(
    held: HeldBenefits, mine: BoundHolder, *, policy: Policy, language: Language
) -> list[Json]:
    """Answer the benefits in words, in the policy's order."""
    return [_speak(each, held.honours, mine, policy, language) for each in held.benefits]


def _speak(
    held: HeldBenefit,
    honours: tuple[Honour, ...],
    mine: BoundHolder,
    policy: Policy,
    language: Language,
) -> Json:
    benefit, kind = held.benefit, held.benefit.partner_kind
    paid = [each for each in honours if benefit.reward(each) is not None]
    bases = [benefit_basis(policy, benefit.code, honour=each) for each in paid or (None,)]
    return {
        "code": benefit.code,
        "name": benefit.name.in_(language),
        "kind": kind or "office",
        "left": _left(held, mine, language),
        "used": held.seen is not None and not held.seen.verdict.grants,
        "facts": facts_in_words(held.lasting) if held.lasting else None,
        "rests": str(RESTS[held.rests]) if held.rests else None,
        "by_honour": benefit.given_by is GivenBy.HONOUR and kind is not None,
        "how": str(HOW[kind]) if kind else _from_office(benefit),
        "ahead": str(AHEAD[kind]) if kind else None,
        "notes": [note.text.in_(language) for note in benefit.notes if note.basis is Basis.TEXT],
        "article": article_words(bases[0].entitlement, policy, language),
        "settings": [each.in_(language) for each in _silent(benefit, bases, policy)],
    }


def article_words(citation: Citation, policy: Policy, language: Language) -> Json:
    """Answer an article's name, the term that is quoted from it, and its text."""
    article = policy.article(citation.article or 0)
    return {
        "name": gettext(
            "%(document)s %(article)s",
            document=policy.document.number,
            article=article.heading.in_(language),
        ),
        "term": (citation.term or "").strip("“”"),
        "text": article.text.in_(language),
    }


def _left(held: HeldBenefit, mine: BoundHolder, language: Language) -> str:
    benefit = held.benefit
    if held.seen is not None:
        return left_in_words(held.seen, benefit, language)
    if benefit.recorded_as is RecordedAs.PAYMENT:
        return gettext("；").join(_amounts(benefit, mine.holder.honours))
    return gettext("每月一次")


def _amounts(benefit: Benefit, grants: list[HonourGrant]) -> list[str]:
    said = []
    for grant in grants:
        reward = benefit.reward(grant.honour)
        if grant.ended_on is not None or reward is None:
            continue
        yuan = grant.reward_yuan or reward.yuan
        said.append(gettext("%(yuan)s元", yuan=f"{yuan:,}") if yuan else gettext("一事一议"))
    return said


def _from_office(benefit: Benefit) -> str:
    if benefit.recorded_as is RecordedAs.PAYMENT:
        return gettext("由人才办按决定发放，不用出示绿卡")
    return gettext("由联系服务单位上门或来电，不用出示绿卡")


def _silent(benefit: Benefit, bases: Sequence[BenefitBasis], policy: Policy) -> list[Text]:
    """What the office set where the document is silent: limits, who may come along, remarks."""
    limits = [each.limit for each in bases]
    if benefit.partner_kind is PartnerKind.SCENIC:
        limits.append(setting_citation(policy, SettingCode.COMPANIONS))
    said = [each.wording for each in limits if each.basis is Basis.OFFICE and each.wording]
    for note in benefit.notes:
        if note.basis is Basis.OFFICE and not any(note.text.zh in each.zh for each in said):
            said.append(note.text)
    return said
