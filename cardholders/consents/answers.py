"""What the phone is answered about consents: each purpose in plain words, and how it stands."""

from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.consents.models import Consent
from cardholders.consents.terms import ConsentTerms, PurposeTerms
from core.policy.vocabulary import Language
from core.web.language import show_day

Json = dict[str, Any]


def consents_answer(
    session: Session, holder_id: int, *, terms: ConsentTerms, language: Language
) -> list[Json]:
    """Answer every purpose with its words of today and the newest consent of the holder to it."""
    newest: dict[str, Consent] = {}
    history = select(Consent).where(Consent.holder_id == holder_id).order_by(Consent.id)
    for each in session.scalars(history):
        newest[each.purpose] = each
    return [_purpose(each, newest.get(each.code), language) for each in terms.purposes]


def terms_answer(purpose: PurposeTerms, language: Language) -> Json:
    """Answer a purpose's words of today, as they are asked."""
    current = purpose.current
    return {
        "purpose": purpose.code,
        "kind": purpose.kind,
        "version": current.version,
        "title": purpose.title.in_(language),
        "summary": current.summary.in_(language),
        "points": [point.in_(language) for point in current.points],
        "withdrawal": purpose.withdrawal.in_(language),
        "basis": _basis(purpose, language),
    }


def _purpose(purpose: PurposeTerms, newest: Consent | None, language: Language) -> Json:
    standing = newest is not None and newest.withdrawn_at is None
    in_force = newest is not None and standing and newest.version >= purpose.oldest_in_force
    return {
        **terms_answer(purpose, language),
        "asked": purpose.asked.in_(language),
        "in_force": in_force,
        "given_on": show_day(newest.given_at) if newest and standing else None,
        "given_version": newest.version if newest and standing else None,
        "withdrawn_on": show_day(newest.withdrawn_at) if newest and newest.withdrawn_at else None,
    }


def _basis(purpose: PurposeTerms, language: Language) -> str:
    articles = gettext("、").join(str(number) for number in purpose.law.articles)
    law = purpose.law.name.in_(language)
    if purpose.article is None:
        return gettext("依据《%(law)s》第%(articles)s条", law=law, articles=articles)
    return gettext(
        "依据《%(law)s》第%(articles)s条，本政策第%(article)s条",
        law=law,
        articles=articles,
        article=purpose.article,
    )
