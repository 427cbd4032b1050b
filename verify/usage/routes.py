"""The usage log as the office reads it, and as a partner reads its own lines."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from cardholders.people.masking import mask_number
from core.accounts.callers import current_account
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.clock import shanghai_date
from core.policy.vocabulary import Language
from core.spreadsheet import MOST_ROWS
from core.web.download import send_spreadsheet
from core.web.language import current_language
from core.web.services import services
from partners.models import Partner
from partners.words import PARTNER_KINDS
from verify.scanning.reasons import Reason
from verify.scanning.words import title_of
from verify.usage import words
from verify.usage.chart import draw_chart
from verify.usage.choices import Choices, load_choices
from verify.usage.columns import office_columns, partner_columns, usage_asked
from verify.usage.filters import ReadFilters, UsageFilters, read_filters
from verify.usage.lines import every_line, load_usage
from verify.usage.totals import load_totals

blueprint = Blueprint("usage", __name__)


@blueprint.context_processor
def page_words() -> dict[str, Any]:
    """Answer what the usage pages may call: words for codes, in the language of the request."""
    language, policy = current_language(), services().policy
    return {
        "title_of": title_of,
        "benefit_name": lambda code: words.benefit_name(policy, code, language),
        "mask_number": mask_number,
        "by_whom": words.by_whom,
        "kind_words": PARTNER_KINDS,
        "outcome_words": words.OUTCOMES,
        "entry_words": words.ENTRY_KINDS,
        "range_words": words.range_words,
        "reason_choices": [(reason, title_of(reason)) for reason in Reason],
    }


@blueprint.get("/office/usage")
@requires(Permission.USAGE_READ)
def show_office() -> ResponseReturnValue:
    """Show every scan, granted or not, at every partner, and what they come to."""
    parts, language, read = services(), current_language(), _read()
    with parts.database.reading() as session:
        page = load_usage(session, read.filters, language=language)
        totals = load_totals(session, read.filters)
        choices = load_choices(session, language=language, partner_id=read.filters.partner_id)
    return render_template(
        "usage/office.html",
        page=page,
        read=read,
        totals=totals,
        chart=draw_chart(totals, read.filters, today=shanghai_date(parts.now())),
        choices=choices,
        benefits=[benefit for benefit in parts.policy.benefits if benefit.scannable],
        divisions=[(each.code, each.name.in_(language)) for each in parts.policy.divisions],
    )


@blueprint.get("/office/usage/export")
@requires(Permission.USAGE_READ)
def export_office() -> ResponseReturnValue:
    """Answer all lines of the filters as an Excel file."""
    parts, language, filters = services(), current_language(), _read().filters
    with parts.database.reading() as session:
        choices = load_choices(session, language=language)
        return send_spreadsheet(
            gettext("使用记录"),
            office_columns(parts.policy, language),
            rows=every_line(session, filters, language=language, most=MOST_ROWS + 1),
            file_name="usage",
            filters=usage_asked(filters, parts.policy, language, choices=choices),
        )


@blueprint.get("/partner")
@requires(Permission.OWN_USAGE_READ)
def show_partner() -> ResponseReturnValue:
    """Show the lines of the caller's own partner, card numbers masked, and their totals."""
    parts, language, read = services(), current_language(), _read()
    with parts.database.reading() as session:
        partner, choices = _own(session, read.filters, language)
        page = load_usage(session, read.filters, language=language, partner_id=partner.id)
        totals = load_totals(session, read.filters, partner_id=partner.id)
    return render_template(
        "usage/partner.html",
        page=page,
        read=read,
        totals=totals,
        chart=draw_chart(totals, read.filters, today=shanghai_date(parts.now())),
        partner=partner,
        choices=choices,
        benefits=parts.policy.benefits_at(partner.kind),
    )


@blueprint.get("/partner/export")
@requires(Permission.OWN_USAGE_READ)
def export_partner() -> ResponseReturnValue:
    """Answer the partner's own lines as an Excel file, card numbers masked."""
    parts, language, filters = services(), current_language(), _read().filters
    with parts.database.reading() as session:
        partner, choices = _own(session, filters, language)
        rows = every_line(
            session, filters, language=language, partner_id=partner.id, most=MOST_ROWS + 1
        )
        number = filters.card_number
        said = replace(filters, card_number=mask_number(number) if number else None)
        return send_spreadsheet(
            gettext("本单位使用记录"),
            partner_columns(parts.policy, language),
            rows=rows,
            file_name="own-usage",
            filters=usage_asked(said, parts.policy, language, choices=choices),
        )


def _read() -> ReadFilters:
    parts = services()
    return read_filters(request.args, policy=parts.policy, today=shanghai_date(parts.now()))


def _own(session: Session, filters: UsageFilters, language: Language) -> tuple[Partner, Choices]:
    """Answer the caller's partner; another's id, or a site of another's, is not found."""
    partner_id = current_account().partner_id
    partner = session.get(Partner, partner_id) if partner_id is not None else None
    if partner is None or filters.partner_id not in {None, partner.id}:
        abort(404)
    choices = load_choices(session, language=language, partner_id=partner.id)
    if filters.site_id is not None and choices.site(filters.site_id) is None:
        abort(404)
    return partner, choices
