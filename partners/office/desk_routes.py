"""Desks and gates of a site as the office keeps them."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.errors import DomainError
from core.web.form_fields import show_error
from core.web.language import current_language
from core.web.services import services
from partners.find import find_desk, find_site
from partners.models import Desk, DeskProfile, Partner, Site
from partners.office.at_site import load_site, site_url
from partners.office.forms import DeskForm, chosen, desk_form
from partners.open_desk import DeskDetails, close_desk, edit_desk, open_desk, reopen_desk
from partners.words import name_in

blueprint = Blueprint("desks", __name__, url_prefix="/office")


@blueprint.get("/sites/<row:site_id>/desks/new")
@requires(Permission.PARTNERS_WRITE)
def new(site_id: int) -> ResponseReturnValue:
    """Show the empty form."""
    site, partner = load_site(site_id)
    return _form_page(desk_form(services().policy, partner.kind), site, partner)


@blueprint.post("/sites/<row:site_id>/desks/new")
@requires(Permission.PARTNERS_WRITE)
def add(site_id: int) -> ResponseReturnValue:
    """Open a desk."""
    parts = services()
    site, partner = load_site(site_id)
    form = desk_form(parts.policy, partner.kind)
    if not form.validate():
        return _form_page(form, site, partner), 422
    try:
        with parts.database.writing() as session:
            desk = open_desk(session, site_id, details=_typed(form), policy=parts.policy)
    except DomainError as error:
        show_error(form, error)
        return _form_page(form, site, partner), error.status
    name = name_in(current_language(), desk)
    flash(gettext("已开设“%(name)s”。下一步：安排人员或接入设备", name=name))
    return redirect(site_url(site))


@blueprint.get("/desks/<row:desk_id>/edit")
@requires(Permission.PARTNERS_WRITE)
def edit(desk_id: int) -> ResponseReturnValue:
    """Show the form with what is known, and the way to close the desk."""
    desk, site, partner = _load_desk(desk_id)
    return _form_page(desk_form(services().policy, partner.kind, desk=desk), site, partner, desk)


@blueprint.post("/desks/<row:desk_id>/edit")
@requires(Permission.PARTNERS_WRITE)
def save(desk_id: int) -> ResponseReturnValue:
    """Correct what is written down."""
    parts = services()
    desk, site, partner = _load_desk(desk_id)
    form = desk_form(parts.policy, partner.kind)
    if not form.validate():
        return _form_page(form, site, partner, desk), 422
    try:
        with parts.database.writing() as session:
            edit_desk(session, desk_id, details=_typed(form), policy=parts.policy)
    except DomainError as error:
        show_error(form, error)
        return _form_page(form, site, partner, desk), error.status
    flash(gettext("已保存"))
    return redirect(site_url(site))


@blueprint.post("/desks/<row:desk_id>/close")
@requires(Permission.PARTNERS_WRITE)
def close(desk_id: int) -> ResponseReturnValue:
    """Close a desk."""
    parts = services()
    with parts.database.writing() as session:
        desk = close_desk(session, desk_id, now=parts.now())
        site = find_site(session, desk.site_id)
    name = name_in(current_language(), desk)
    flash(gettext("已关闭“%(name)s”，那里不能再扫码", name=name))
    return redirect(site_url(site))


@blueprint.post("/desks/<row:desk_id>/reopen")
@requires(Permission.PARTNERS_WRITE)
def reopen(desk_id: int) -> ResponseReturnValue:
    """Open a closed desk again."""
    with services().database.writing() as session:
        desk = reopen_desk(session, desk_id)
        site = find_site(session, desk.site_id)
    name = name_in(current_language(), desk)
    flash(gettext("“%(name)s”已重新开放，原来的人员和设备照旧", name=name))
    return redirect(site_url(site))


def _load_desk(desk_id: int) -> tuple[Desk, Site, Partner]:
    with services().database.reading() as session:
        desk = find_desk(session, desk_id)
    return (desk, *load_site(desk.site_id))


def _typed(form: DeskForm) -> DeskDetails:
    return DeskDetails(
        name=form.name.data or "",
        name_en=form.name_en.data or "",
        profile=chosen(form.profile.data, DeskProfile, field="profile"),
    )


def _form_page(form: DeskForm, site: Site, partner: Partner, desk: Desk | None = None) -> str:
    return render_template(
        "partners/desk_form.html", form=form, site=site, partner=partner, desk=desk
    )
