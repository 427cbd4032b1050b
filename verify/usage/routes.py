"""The usage log as the office reads it, and as a partner reads its own lines."""

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts.callers import current_account
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.policy.vocabulary import Language
from core.web.language import current_language
from core.web.services import services
from partners.models import Partner
from partners.words import PARTNER_KINDS
from verify.scanning.words import title_of
from verify.usage import words
from verify.usage.filters import read_filters
from verify.usage.lines import load_usage

blueprint = Blueprint("usage", __name__)


@blueprint.context_processor
def page_words() -> dict[str, Any]:
    """Answer what the usage pages may call: words for codes, in the language of the request."""
    language, policy = current_language(), services().policy
    return {
        "title_of": title_of,
        "benefit_name": lambda code: words.benefit_name(policy, code, language),
        "mask_number": words.mask_number,
        "by_whom": words.by_whom,
        "kind_words": PARTNER_KINDS,
        "outcome_words": words.OUTCOMES,
        "entry_words": words.ENTRY_KINDS,
    }


@blueprint.get("/office/usage")
@requires(Permission.USAGE_READ)
def show_office() -> ResponseReturnValue:
    """Show every scan, granted or not, at every partner."""
    parts, language = services(), current_language()
    read = read_filters(request.args, policy=parts.policy)
    with parts.database.reading() as session:
        page = load_usage(session, read.filters, language=language)
        partners = _partners(session, language)
    return render_template(
        "usage/office.html",
        page=page,
        read=read,
        partners=partners,
        benefits=[benefit for benefit in parts.policy.benefits if benefit.scannable],
    )


@blueprint.get("/partner")
@requires(Permission.OWN_USAGE_READ)
def show_partner() -> ResponseReturnValue:
    """Show the lines of the caller's own partner, card numbers masked."""
    parts, language = services(), current_language()
    partner_id = current_account().partner_id
    read = read_filters(request.args, policy=parts.policy)
    with parts.database.reading() as session:
        partner = session.get(Partner, partner_id) if partner_id is not None else None
        if partner is None:
            abort(404)
        if read.filters.partner_id not in {None, partner.id}:
            abort(404)
        page = load_usage(session, read.filters, language=language, partner_id=partner.id)
    return render_template(
        "usage/partner.html",
        page=page,
        read=read,
        partner=partner,
        benefits=parts.policy.benefits_at(partner.kind),
    )


def _partners(session: Session, language: Language) -> list[tuple[int, str]]:
    rows = session.execute(select(Partner.id, Partner.name, Partner.name_en).order_by(Partner.id))
    return [(row.id, row.name_en if language is Language.EN else row.name) for row in rows]
