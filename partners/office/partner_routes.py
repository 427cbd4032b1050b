"""Partners as the office keeps them: find them, register one, see and correct one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.clock import shanghai_date
from core.errors import DomainError
from core.policy.vocabulary import PartnerKind
from core.spreadsheet import MOST_ROWS
from core.web.download import send_spreadsheet
from core.web.form_fields import show_error
from core.web.language import current_language
from core.web.services import services
from partners.find import find_partner
from partners.list_partners import Cover, PartnerFilters, every_partner, find_partners
from partners.models import Partner
from partners.office.forms import PartnerForm, chosen, partner_form
from partners.office.load_partner import load_partner
from partners.office.partner_columns import by_site, partner_columns, partners_asked
from partners.register_partner import PartnerDetails, edit_partner, register_partner
from partners.words import name_in

blueprint = Blueprint("partners", __name__, url_prefix="/office/partners")


@blueprint.get("")
@requires(Permission.PARTNERS_READ)
def search() -> ResponseReturnValue:
    """Find partners by name, kind, division and whether they are covered today."""
    parts, filters = services(), _asked()
    with parts.database.reading() as session:
        found = find_partners(
            session,
            filters,
            policy=parts.policy,
            today=shanghai_date(parts.now()),
            page=request.args.get("page", 1, type=int),
        )
    return render_template("partners/partners.html", found=found, filters=filters)


@blueprint.get("/export")
@requires(Permission.PARTNERS_READ)
def export() -> ResponseReturnValue:
    """Answer all partners that the list would show as an Excel file, a row for each site."""
    parts, filters, language = services(), _asked(), current_language()
    today = shanghai_date(parts.now())
    with parts.database.reading() as session:
        found = every_partner(
            session, filters, policy=parts.policy, today=today, most=MOST_ROWS + 1
        )
        return send_spreadsheet(
            gettext("合作单位"),
            partner_columns(parts.policy, language),
            rows=by_site(found),
            file_name="partners",
            filters=partners_asked(filters, parts.policy, language),
        )


@blueprint.get("/new")
@requires(Permission.PARTNERS_WRITE)
def new() -> ResponseReturnValue:
    """Show the empty form."""
    return _form_page(partner_form())


@blueprint.post("/new")
@requires(Permission.PARTNERS_WRITE)
def register() -> ResponseReturnValue:
    """Register a partner."""
    form = partner_form()
    if not form.validate():
        return _form_page(form), 422
    try:
        with services().database.writing() as session:
            partner = register_partner(session, _typed(form))
    except DomainError as error:
        show_error(form, error)
        return _form_page(form), error.status
    flash(gettext("已登记“%(name)s”。下一步：登记地点", name=name_in(current_language(), partner)))
    return redirect(url_for("partners.show", partner_id=partner.id))


@blueprint.get("/<row:partner_id>")
@requires(Permission.PARTNERS_READ)
def show(partner_id: int) -> ResponseReturnValue:
    """Show a partner: its sites and grades, its desks, people and devices."""
    parts = services()
    with parts.database.reading() as session:
        page = load_partner(
            session,
            partner_id,
            policy=parts.policy,
            language=current_language(),
            now=parts.now(),
        )
    return render_template("partners/partner.html", page=page)


@blueprint.get("/<row:partner_id>/edit")
@requires(Permission.PARTNERS_WRITE)
def edit(partner_id: int) -> ResponseReturnValue:
    """Show the form with what is known."""
    with services().database.reading() as session:
        partner = find_partner(session, partner_id)
    return _form_page(partner_form(partner), partner)


@blueprint.post("/<row:partner_id>/edit")
@requires(Permission.PARTNERS_WRITE)
def save(partner_id: int) -> ResponseReturnValue:
    """Correct what is written down."""
    parts = services()
    form = partner_form()
    with parts.database.reading() as session:
        partner = find_partner(session, partner_id)
    if not form.validate():
        return _form_page(form, partner), 422
    try:
        with parts.database.writing() as session:
            edit_partner(session, partner_id, details=_typed(form))
    except DomainError as error:
        show_error(form, error)
        return _form_page(form, partner), error.status
    flash(gettext("已保存"))
    return redirect(url_for("partners.show", partner_id=partner_id))


def _asked() -> PartnerFilters:
    wanted, divisions = request.args.get, {each.code for each in services().policy.divisions}
    division = wanted("division", "")
    return PartnerFilters(
        text=wanted("q", ""),
        kind=next((each for each in PartnerKind if each == wanted("kind")), None),
        division=division if division in divisions else None,
        cover=next((each for each in Cover if each == wanted("cover")), Cover.ALL),
    )


def _typed(form: PartnerForm) -> PartnerDetails:
    return PartnerDetails(
        kind=chosen(form.kind.data, PartnerKind, field="kind"),
        name=form.name.data or "",
        name_en=form.name_en.data or "",
        telephone=form.telephone.data or "",
    )


def _form_page(form: PartnerForm, partner: Partner | None = None) -> str:
    return render_template("partners/partner_form.html", form=form, partner=partner)
