"""A partner's manager sees the partner's desks, lets devices in and shuts them out."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.accounts.callers import current_account
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.errors import NotFound
from core.web.download import send_spreadsheet
from core.web.language import current_language
from core.web.services import services
from partners.console.device_columns import by_device, device_columns
from partners.devices import LABEL_LENGTH, Invitation, invite_device, revoke_device
from partners.list_desks import load_desks
from partners.words import DEVICE_STATES, PROFILES

blueprint = Blueprint("own_devices", __name__)
LARGEST_ID = 2**31 - 1


@blueprint.get("/partner/devices")
@requires(Permission.OWN_DEVICES_WRITE)
def show() -> ResponseReturnValue:
    """Show the caller's own desks and devices."""
    return _page()


@blueprint.get("/partner/devices/export")
@requires(Permission.OWN_DEVICES_WRITE)
def export() -> ResponseReturnValue:
    """Answer the caller's own desks and devices as an Excel file."""
    parts, language = services(), current_language()
    with parts.database.reading() as session:
        desks = load_desks(session, _own_partner(), language=language, now=parts.now())
        return send_spreadsheet(
            gettext("服务台与设备"), device_columns(), rows=by_device(desks), file_name="devices"
        )


@blueprint.post("/partner/devices")
@requires(Permission.OWN_DEVICES_WRITE)
def invite() -> ResponseReturnValue:
    """Make a one-time code for a new device; it is shown on this answer and never again."""
    parts = services()
    desk = request.form.get("desk", "")
    label = " ".join(request.form.get("label", "").split())
    if not label or len(label) > LABEL_LENGTH or not label.isprintable():
        words = gettext("请填写设备名称，最多%(count)s字", count=LABEL_LENGTH)
        return _page(error=words, desk=desk), 422
    if not desk.isascii() or not desk.isdigit() or len(desk) > len(str(LARGEST_ID)):
        raise NotFound(gettext("没有这个服务台"))
    if int(desk) > LARGEST_ID:
        raise NotFound(gettext("没有这个服务台"))
    with parts.database.writing() as session:
        invitation = invite_device(
            session, int(desk), label=label, now=parts.now(), partner_id=_own_partner()
        )
    return _page(invitation=invitation)


@blueprint.post("/partner/devices/<int(max=2147483647):device_id>/revoke")
@requires(Permission.OWN_DEVICES_WRITE)
def revoke(device_id: int) -> ResponseReturnValue:
    """End a device of the caller's own partner, whatever state it is in."""
    parts = services()
    with parts.database.writing() as session:
        device = revoke_device(session, device_id, now=parts.now(), partner_id=_own_partner())
        label = device.label
    flash(gettext("已停用设备“%(label)s”，它的令牌立即失效", label=label))
    return redirect(url_for("own_devices.show"))


def _own_partner() -> int:
    partner_id = current_account().partner_id
    if partner_id is None:
        abort(404)
    return partner_id


def _page(*, invitation: Invitation | None = None, error: str = "", desk: str = "") -> str:
    parts, language = services(), current_language()
    with parts.database.reading() as session:
        desks = load_desks(session, _own_partner(), language=language, now=parts.now())
    return render_template(
        "partners/devices.html",
        desks=desks,
        invitation=invitation,
        error=error,
        chosen_desk=desk,
        label=request.form.get("label", "") if error else "",
        state_words=DEVICE_STATES,
        profile_words=PROFILES,
        label_length=LABEL_LENGTH,
    )
