"""The people of a partner as the office keeps them: appointed, moved, shut out, let in."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.accounts.guard import requires
from core.accounts.roles import Permission, Role
from core.errors import DomainError, NotFound
from core.web.form_fields import show_error
from core.web.language import current_language
from core.web.services import services
from partners.find import find_staff
from partners.office.forms import (
    DeskChoiceForm,
    StaffForm,
    chosen,
    chosen_desk,
    offer_desks,
    staff_form,
)
from partners.office.load_partner import PartnerPage, load_partner
from partners.staff import (
    Appointed,
    StaffDetails,
    appoint_operator,
    disable_staff,
    enable_staff,
    move_operator,
    reset_staff_password,
)

blueprint = Blueprint("staff", __name__, url_prefix="/office")


@blueprint.get("/partners/<row:partner_id>/staff/new")
@requires(Permission.PARTNERS_WRITE)
def new(partner_id: int) -> ResponseReturnValue:
    """Show the empty form."""
    page = _load(partner_id)
    return _form_page(staff_form(page.open_desks), page)


@blueprint.post("/partners/<row:partner_id>/staff/new")
@requires(Permission.PARTNERS_WRITE)
def appoint(partner_id: int) -> ResponseReturnValue:
    """Create an account; its password stands on this answer and never again."""
    parts = services()
    page = _load(partner_id)
    form = staff_form(page.open_desks)
    if not form.validate():
        return _form_page(form, page), 422
    try:
        details = StaffDetails(
            login=form.login.data or "",
            name=form.name.data or "",
            role=chosen(form.role.data, Role, field="role"),
            desk_id=chosen_desk(form, page.open_desks),
        )
        with parts.database.writing() as session:
            appointed = appoint_operator(session, partner_id, details=details, now=parts.now())
    except DomainError as error:
        show_error(form, error)
        return _form_page(form, page), error.status
    return _staff_page(appointed.account.id, appointed=appointed)


@blueprint.get("/staff/<row:account_id>")
@requires(Permission.PARTNERS_READ)
def show(account_id: int) -> ResponseReturnValue:
    """Show somebody who works for a partner, and where."""
    return _staff_page(account_id)


@blueprint.post("/staff/<row:account_id>/move")
@requires(Permission.PARTNERS_WRITE)
def move(account_id: int) -> ResponseReturnValue:
    """Put an operator at another desk."""
    page, form = _load_for(account_id), DeskChoiceForm()
    try:
        with services().database.writing() as session:
            desk_id = chosen_desk(form, page.open_desks)
            account = move_operator(session, account_id, desk_id=desk_id)
    except DomainError as error:
        show_error(form, error)
        return _staff_page(account_id, form=form), error.status
    flash(gettext("已调换，%(name)s下一次扫码即在新的服务台", name=account.name))
    return redirect(url_for("staff.show", account_id=account_id))


@blueprint.post("/staff/<row:account_id>/password")
@requires(Permission.PARTNERS_WRITE)
def reset(account_id: int) -> ResponseReturnValue:
    """Make a new password; it stands on this answer and never again."""
    with services().database.writing() as session:
        appointed = reset_staff_password(session, account_id)
    return _staff_page(account_id, appointed=appointed)


@blueprint.post("/staff/<row:account_id>/disable")
@requires(Permission.PARTNERS_WRITE)
def disable(account_id: int) -> ResponseReturnValue:
    """Shut somebody out at once."""
    parts = services()
    with parts.database.writing() as session:
        account = disable_staff(session, account_id, now=parts.now())
    flash(gettext("已停用%(name)s的账号，正在使用的页面立即退出", name=account.name))
    return redirect(url_for("staff.show", account_id=account_id))


@blueprint.post("/staff/<row:account_id>/enable")
@requires(Permission.PARTNERS_WRITE)
def enable(account_id: int) -> ResponseReturnValue:
    """Let somebody sign in again."""
    with services().database.writing() as session:
        account = enable_staff(session, account_id)
    flash(gettext("已启用%(name)s的账号，原密码照旧", name=account.name))
    return redirect(url_for("staff.show", account_id=account_id))


def _load(partner_id: int) -> PartnerPage:
    parts, language = services(), current_language()
    with parts.database.reading() as session:
        return load_partner(
            session, partner_id, policy=parts.policy, language=language, now=parts.now()
        )


def _load_for(account_id: int) -> PartnerPage:
    with services().database.reading() as session:
        partner_id = find_staff(session, account_id).partner_id
    if partner_id is None:
        raise NotFound(gettext("没有这位工作人员"))
    return _load(partner_id)


def _form_page(form: StaffForm, page: PartnerPage) -> str:
    return render_template("partners/staff_form.html", form=form, page=page)


def _staff_page(
    account_id: int, *, form: DeskChoiceForm | None = None, appointed: Appointed | None = None
) -> str:
    page = _load_for(account_id)
    line = next(each for each in page.staff if each.account.id == account_id)
    here = line.desk.id if line.desk else None
    form = form or DeskChoiceForm()
    offer_desks(form, tuple(desk for desk in page.open_desks if desk.id != here))
    return render_template(
        "partners/staff.html", page=page, line=line, form=form, appointed=appointed
    )
