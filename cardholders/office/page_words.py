"""What every page of the office may call: words for codes, in the language of the request."""

from typing import Any

from cardholders.cards.models import Card
from cardholders.office.words import (
    DOCUMENT_WORDS,
    EVENT_WORDS,
    FORM_WORDS,
    GROUP_WORDS,
    PARTY_WORDS,
    Condition,
    card_condition,
)
from cardholders.people.masking import mask_mail
from cardholders.people.nationality import nationality_name
from core.clock import shanghai_date
from core.policy.document import Text
from core.policy.vocabulary import Honour
from core.web.language import current_language
from core.web.services import services


def page_words() -> dict[str, Any]:
    """Answer the context of the office's templates."""
    parts = services()
    today = shanghai_date(parts.now())

    def in_language(text: Text) -> str:
        return text.in_(current_language())

    def honour_name(code: Honour) -> str:
        return in_language(parts.policy.honour(code).name)

    def honour_words(codes: tuple[Honour, ...]) -> str:
        if len(codes) == 1:
            return honour_name(codes[0])
        return " · ".join(in_language(parts.policy.honour(code).short) for code in codes)

    def condition(card: Card | None) -> Condition:
        return card_condition(card, today)

    def country(code: str) -> str:
        return nationality_name(code, current_language())

    return {
        "policy": parts.policy,
        "today": today,
        "in_language": in_language,
        "honour_name": honour_name,
        "honour_words": honour_words,
        "condition": condition,
        "country": country,
        "mask_mail": mask_mail,
        "event_words": EVENT_WORDS,
        "document_words": DOCUMENT_WORDS,
        "form_words": FORM_WORDS,
        "group_words": GROUP_WORDS,
        "party_words": PARTY_WORDS,
    }
