"""Sites of a partner as the office keeps them."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.errors import DomainError
from core.web.form_fields import show_error
from core.web.language import current_language
from core.web.services import services
from partners.find import find_partner
from partners.models import Partner, Site
from partners.office.at_site import load_site, site_url
from partners.office.forms import SiteForm, site_form
from partners.open_site import SiteDetails, edit_site, open_site
from partners.words import name_in

blueprint = Blueprint("sites", __name__, url_prefix="/office")


@blueprint.get("/partners/<row:partner_id>/sites/new")
@requires(Permission.PARTNERS_WRITE)
def new(partner_id: int) -> ResponseReturnValue:
    """Show the empty form."""
    parts = services()
    with parts.database.reading() as session:
        partner = find_partner(session, partner_id)
    return _form_page(site_form(parts.policy, current_language()), partner)


@blueprint.post("/partners/<row:partner_id>/sites/new")
@requires(Permission.PARTNERS_WRITE)
def add(partner_id: int) -> ResponseReturnValue:
    """Open a site."""
    parts = services()
    form = site_form(parts.policy, current_language())
    with parts.database.reading() as session:
        partner = find_partner(session, partner_id)
    if not form.validate():
        return _form_page(form, partner), 422
    try:
        with parts.database.writing() as session:
            site = open_site(session, partner_id, details=_typed(form), policy=parts.policy)
    except DomainError as error:
        show_error(form, error)
        return _form_page(form, partner), error.status
    name = name_in(current_language(), site)
    if parts.policy.grade_rule(partner.kind):
        flash(gettext("已登记地点“%(name)s”。下一步：登记等级和服务台", name=name))
    else:
        flash(gettext("已登记地点“%(name)s”。下一步：登记服务台", name=name))
    return redirect(site_url(site))


@blueprint.get("/sites/<row:site_id>/edit")
@requires(Permission.PARTNERS_WRITE)
def edit(site_id: int) -> ResponseReturnValue:
    """Show the form with what is known."""
    parts = services()
    site, partner = load_site(site_id)
    return _form_page(site_form(parts.policy, current_language(), site), partner, site)


@blueprint.post("/sites/<row:site_id>/edit")
@requires(Permission.PARTNERS_WRITE)
def save(site_id: int) -> ResponseReturnValue:
    """Correct what is written down."""
    parts = services()
    form = site_form(parts.policy, current_language())
    site, partner = load_site(site_id)
    if not form.validate():
        return _form_page(form, partner, site), 422
    try:
        with parts.database.writing() as session:
            edit_site(session, site_id, details=_typed(form), policy=parts.policy)
    except DomainError as error:
        show_error(form, error)
        return _form_page(form, partner, site), error.status
    flash(gettext("已保存"))
    return redirect(site_url(site))


def _typed(form: SiteForm) -> SiteDetails:
    return SiteDetails(
        name=form.name.data or "",
        name_en=form.name_en.data or "",
        division=form.division.data or "",
        address=form.address.data or "",
        address_en=form.address_en.data or "",
        reservation=form.reservation.data or "",
        reservation_en=form.reservation_en.data or "",
    )


def _form_page(form: SiteForm, partner: Partner, site: Site | None = None) -> str:
    return render_template("partners/site_form.html", form=form, partner=partner, site=site)
