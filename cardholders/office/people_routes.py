"""People: find them, register one, see and correct one, and the portrait."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from cardholders.office.load_person import load_person
from cardholders.office.people_columns import people_asked, people_columns
from cardholders.office.person_form import PersonForm, person_form, typed_details
from cardholders.people.find_people import Group, PeopleAsked, every_person, find_people
from cardholders.people.keep_photo import keep_photo, load_photo
from cardholders.people.register_holder import AlreadyRegistered, edit_holder, register_holder
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.clock import shanghai_date
from core.errors import DomainError
from core.spreadsheet import MOST_ROWS
from core.web.download import send_spreadsheet
from core.web.form_fields import show_error
from core.web.language import current_language
from core.web.services import services

blueprint = Blueprint("people", __name__, url_prefix="/office/people")


@blueprint.get("")
@requires(Permission.PEOPLE_READ)
def search() -> ResponseReturnValue:
    """Find people by name, document, mobile, mail or card number."""
    parts = services()
    asked = _asked()
    with parts.database.reading() as session:
        found = find_people(
            session,
            asked,
            vault=parts.vault,
            today=shanghai_date(parts.now()),
            page=request.args.get("page", 1, type=int),
        )
    return render_template("office/people.html", found=found, group=asked.group)


@blueprint.get("/export")
@requires(Permission.PEOPLE_READ)
def export() -> ResponseReturnValue:
    """Answer everybody whom the list would show, page after page, as an Excel file."""
    parts, asked = services(), _asked()
    today = shanghai_date(parts.now())
    with parts.database.reading() as session:
        return send_spreadsheet(
            gettext("人员与绿卡"),
            people_columns(parts.policy, current_language(), today=today),
            rows=every_person(session, asked, vault=parts.vault, today=today, most=MOST_ROWS + 1),
            file_name="people",
            filters=people_asked(asked),
        )


@blueprint.get("/new")
@requires(Permission.PEOPLE_WRITE)
def new() -> ResponseReturnValue:
    """Show the empty form."""
    return _form_page(person_form(services().policy, current_language()))


@blueprint.post("/new")
@requires(Permission.PEOPLE_WRITE)
def register() -> ResponseReturnValue:
    """Register a holder."""
    parts = services()
    form = person_form(parts.policy, current_language())
    if not form.validate():
        return _form_page(form), 422
    try:
        with parts.database.writing() as session:
            holder = register_holder(
                session,
                typed_details(form),
                policy=parts.policy,
                vault=parts.vault,
                now=parts.now(),
            )
    except DomainError as error:
        show_error(form, error)
        return _form_page(form, error), error.status
    flash(gettext("已登记%(name)s。下一步：上传照片，登记决定并授予荣誉", name=holder.name))
    return redirect(url_for("people.show", holder_id=holder.id))


@blueprint.get("/<row:holder_id>")
@requires(Permission.PEOPLE_READ)
def show(holder_id: int) -> ResponseReturnValue:
    """Show who somebody is: honours, card, portrait."""
    return _person_page(holder_id)


@blueprint.get("/<row:holder_id>/edit")
@requires(Permission.PEOPLE_WRITE)
def edit(holder_id: int) -> ResponseReturnValue:
    """Show the form with what is known; the document's number stays hidden."""
    parts = services()
    with parts.database.reading() as session:
        person = load_person(session, holder_id, vault=parts.vault)
    form = person_form(parts.policy, current_language(), person.holder)
    form.mobile.data = person.mobile
    form.mail.data = person.mail
    return _form_page(form, holder_id=holder_id, last4=person.document_last4)


@blueprint.post("/<row:holder_id>/edit")
@requires(Permission.PEOPLE_WRITE)
def save(holder_id: int) -> ResponseReturnValue:
    """Correct what is written down."""
    parts = services()
    form = person_form(parts.policy, current_language())
    with parts.database.reading() as session:
        last4 = load_person(session, holder_id, vault=parts.vault).document_last4
    if not form.validate():
        return _form_page(form, holder_id=holder_id, last4=last4), 422
    try:
        with parts.database.writing() as session:
            edit_holder(
                session,
                holder_id,
                details=typed_details(form),
                policy=parts.policy,
                vault=parts.vault,
                now=parts.now(),
            )
    except DomainError as error:
        show_error(form, error)
        return _form_page(form, error, holder_id=holder_id, last4=last4), error.status
    flash(gettext("已保存"))
    return redirect(url_for("people.show", holder_id=holder_id))


@blueprint.get("/<row:holder_id>/photo")
@requires(Permission.PEOPLE_READ)
def photo(holder_id: int) -> ResponseReturnValue:
    """Answer the portrait."""
    parts = services()
    with parts.database.reading() as session:
        jpeg = load_photo(session, holder_id, vault=parts.vault)
    if jpeg is None:
        abort(404)
    return Response(jpeg, content_type="image/jpeg")


@blueprint.post("/<row:holder_id>/photo")
@requires(Permission.PEOPLE_WRITE)
def upload_photo(holder_id: int) -> ResponseReturnValue:
    """Keep an uploaded portrait."""
    parts = services()
    upload = request.files.get("photo")
    raw = upload.read() if upload else b""
    if not raw:
        return _person_page(holder_id, gettext("请先选择一张照片")), 422
    try:
        with parts.database.writing() as session:
            keep_photo(session, holder_id, raw=raw, vault=parts.vault, now=parts.now())
    except DomainError as error:
        return _person_page(holder_id, error.message), error.status
    flash(gettext("照片已保存"))
    return redirect(url_for("people.show", holder_id=holder_id))


def _asked() -> PeopleAsked:
    group = request.args.get("group", "")
    return PeopleAsked(
        text=request.args.get("q", ""),
        group=Group(group) if group in set(Group) else Group.ALL,
        sort=request.args.get("sort", ""),
    )


def _person_page(holder_id: int, photo_error: str = "") -> str:
    parts = services()
    with parts.database.reading() as session:
        person = load_person(session, holder_id, vault=parts.vault)
    return render_template("office/person.html", person=person, photo_error=photo_error)


def _form_page(
    form: PersonForm,
    error: DomainError | None = None,
    *,
    holder_id: int | None = None,
    last4: str = "",
) -> str:
    known = error.holder_id if isinstance(error, AlreadyRegistered) else None
    return render_template(
        "office/person_form.html", form=form, holder_id=holder_id, last4=last4, known=known
    )
