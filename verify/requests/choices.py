"""What a holder can ask for, where and when, and the consent that it may need, as JSON."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from cardholders.cards.find import honours_held
from cardholders.consents.answers import terms_answer
from cardholders.consents.consents import holds_consent
from cardholders.consents.terms import ConsentPurpose, ConsentTerms
from cardholders.people.models import Holder
from core.clock import shanghai_date
from core.policy.benefit import Benefit
from core.policy.model import Policy
from core.policy.vocabulary import Language, PartnerKind
from verify.requests.rules import AHEAD, can_be_requested, is_stay
from verify.requests.sites import AnsweringSite, load_sites
from verify.requests.submit import Terms
from verify.requests.words import KINDS

Json = dict[str, Any]


def choices_answer(session: Session, holder: Holder, *, terms: Terms, language: Language) -> Json:
    """Answer all that a new request needs; `holder` has the honours loaded."""
    today = shanghai_date(terms.now)
    policy = terms.policy
    sites = load_sites(session, policy=policy, today=today, nearest=holder.division)
    held = honours_held(holder)
    benefits = [
        each
        for each in policy.benefits
        if can_be_requested(each) and policy.entitled(held, each.code)
    ]
    return {
        "groups": [
            _group(kind, benefits, sites, policy, language)
            for kind in PartnerKind
            if any(each.partner_kind is kind for each in benefits)
        ],
        "first_day": today.isoformat(),
        "last_day": (today + AHEAD).isoformat(),
        "consent": _consent(session, holder.id, terms.consents, language),
    }


def _group(
    kind: PartnerKind,
    benefits: Iterable[Benefit],
    sites: Iterable[AnsweringSite],
    policy: Policy,
    language: Language,
) -> Json:
    divisions = {each.code: each.name.in_(language) for each in policy.divisions}
    english = language is Language.EN
    return {
        "kind": kind,
        "name": str(KINDS[kind]),
        "benefits": [
            {
                "code": each.code,
                "name": each.name.in_(language),
                "note": " · ".join(note.text.in_(language) for note in each.notes),
                "stay": is_stay(each),
            }
            for each in benefits
            if each.partner_kind is kind
        ],
        "sites": [
            {
                "id": each.site_id,
                "name": each.name_en if english else each.name,
                "division": divisions.get(each.division, ""),
                "telephone": each.telephone,
            }
            for each in sites
            if each.kind is kind
        ],
    }


def _consent(
    session: Session, holder_id: int, terms: ConsentTerms, language: Language
) -> Json | None:
    """Answer the words of the consent that hospitals' requests need, None once it is given."""
    if holds_consent(session, holder_id, ConsentPurpose.MEDICAL_LOG, terms=terms):
        return None
    return terms_answer(terms.of(ConsentPurpose.MEDICAL_LOG), language)
