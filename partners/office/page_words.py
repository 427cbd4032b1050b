"""What every page about partners may call: words for codes, in the language of the request."""

from typing import Any

from core.clock import shanghai_date
from core.policy.document import Text
from core.policy.vocabulary import PartnerKind
from core.web.language import current_language
from core.web.services import services
from partners.models import Desk, Partner, Site
from partners.office.partner_columns import division_name, grade_name
from partners.words import (
    COVERS,
    DEVICE_STATES,
    GRADE_STATES,
    PARTNER_KINDS,
    PROFILES,
    STAFF_ROLES,
    name_in,
)


def page_words() -> dict[str, Any]:
    """Answer the context of the templates about partners."""
    parts, language = services(), current_language()

    def in_language(text: Text) -> str:
        return text.in_(language)

    def named(thing: Partner | Site | Desk) -> str:
        return name_in(language, thing)

    def division(code: str) -> str:
        return division_name(parts.policy, code, language)

    def grade(kind: PartnerKind, code: str) -> str:
        return grade_name(parts.policy, kind, code, language)

    return {
        "policy": parts.policy,
        "today": shanghai_date(parts.now()),
        "in_language": in_language,
        "named": named,
        "division_name": division,
        "grade_name": grade,
        "kind_words": PARTNER_KINDS,
        "cover_words": COVERS,
        "profile_words": PROFILES,
        "role_words": STAFF_ROLES,
        "grade_state_words": GRADE_STATES,
        "state_words": DEVICE_STATES,
    }
