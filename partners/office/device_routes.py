"""Devices at any partner's desks as the office keeps them: let in with a code, shut out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.errors import DomainError, InvalidInput
from core.typed_line import typed_line
from core.web.form_fields import show_error
from core.web.language import current_language
from core.web.services import services
from partners.devices import LABEL_LENGTH, Invitation, invite_device, revoke_device
from partners.find import find_desk, find_site
from partners.office.forms import DeviceForm, chosen_desk, offer_desks
from partners.office.load_partner import PartnerPage, load_partner

blueprint = Blueprint("devices", __name__, url_prefix="/office")


@blueprint.get("/partners/<row:partner_id>/devices/new")
@requires(Permission.PARTNERS_WRITE)
def new(partner_id: int) -> ResponseReturnValue:
    """Show the empty form; with ?desk= that desk is chosen."""
    page, form = _load(partner_id), DeviceForm()
    form.desk.data = request.args.get("desk", "")
    return _form_page(form, page)


@blueprint.post("/partners/<row:partner_id>/devices/new")
@requires(Permission.PARTNERS_WRITE)
def invite(partner_id: int) -> ResponseReturnValue:
    """Make a one-time code for a new device; it is shown on this answer and never again."""
    parts = services()
    page, form = _load(partner_id), DeviceForm()
    if not form.validate():
        return _form_page(form, page), 422
    try:
        label = typed_line(form.label.data or "", "label", longest=LABEL_LENGTH)
        desk_id = chosen_desk(form, page.open_desks)
        if desk_id is None:
            raise InvalidInput(gettext("请选择服务台"), field="desk")
        with parts.database.writing() as session:
            invitation = invite_device(
                session, desk_id, label=label, now=parts.now(), partner_id=partner_id
            )
    except DomainError as error:
        show_error(form, error)
        return _form_page(form, page), error.status
    return _form_page(form, page, invitation)


@blueprint.post("/devices/<row:device_id>/revoke")
@requires(Permission.PARTNERS_WRITE)
def revoke(device_id: int) -> ResponseReturnValue:
    """End a device, whatever state it is in."""
    parts = services()
    with parts.database.writing() as session:
        device = revoke_device(session, device_id, now=parts.now())
        site = find_site(session, find_desk(session, device.desk_id).site_id)
    flash(gettext("已停用设备“%(label)s”，它的令牌立即失效", label=device.label))
    return redirect(url_for("partners.show", partner_id=site.partner_id, _anchor="devices"))


def _load(partner_id: int) -> PartnerPage:
    parts, language = services(), current_language()
    with parts.database.reading() as session:
        return load_partner(
            session, partner_id, policy=parts.policy, language=language, now=parts.now()
        )


def _form_page(form: DeviceForm, page: PartnerPage, invitation: Invitation | None = None) -> str:
    offer_desks(form, page.open_desks)
    return render_template("partners/device_form.html", form=form, page=page, invitation=invitation)
