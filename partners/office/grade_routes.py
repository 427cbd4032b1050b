"""The dated grades of a site as the office keeps them: a new one, a correction, one in error."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.errors import DomainError, InvalidInput
from core.web.form_fields import show_error
from core.web.language import current_language
from core.web.services import services
from partners.find import find_grade, find_site
from partners.grade_site import GradeEntry, correct_grade, grade_site, void_grade
from partners.models import Partner, Site, SiteGrade
from partners.office.at_site import load_site, site_url
from partners.office.forms import GradeForm, grade_form

blueprint = Blueprint("grades", __name__, url_prefix="/office")


@blueprint.get("/sites/<row:site_id>/grades/new")
@requires(Permission.PARTNERS_WRITE)
def new(site_id: int) -> ResponseReturnValue:
    """Show the empty form."""
    site, partner = load_site(site_id)
    return _form_page(_form(partner), site, partner)


@blueprint.post("/sites/<row:site_id>/grades/new")
@requires(Permission.PARTNERS_WRITE)
def add(site_id: int) -> ResponseReturnValue:
    """Write down a new grade; it ends the one before it."""
    parts = services()
    site, partner = load_site(site_id)
    form = _form(partner)
    if not form.validate():
        return _form_page(form, site, partner), 422
    try:
        with parts.database.writing() as session:
            grade_site(session, site_id, entry=_typed(form), policy=parts.policy)
    except DomainError as error:
        show_error(form, error)
        return _form_page(form, site, partner), error.status
    flash(gettext("已登记等级"))
    return redirect(site_url(site))


@blueprint.get("/grades/<row:grade_id>/edit")
@requires(Permission.PARTNERS_WRITE)
def edit(grade_id: int) -> ResponseReturnValue:
    """Show the form with what is known."""
    entry, site, partner = _load_entry(grade_id)
    return _form_page(_form(partner, entry), site, partner, entry)


@blueprint.post("/grades/<row:grade_id>/edit")
@requires(Permission.PARTNERS_WRITE)
def save(grade_id: int) -> ResponseReturnValue:
    """Correct what was written down."""
    parts = services()
    entry, site, partner = _load_entry(grade_id)
    form = _form(partner)
    if not form.validate():
        return _form_page(form, site, partner, entry), 422
    try:
        with parts.database.writing() as session:
            correct_grade(session, grade_id, entry=_typed(form), policy=parts.policy)
    except DomainError as error:
        show_error(form, error)
        return _form_page(form, site, partner, entry), error.status
    flash(gettext("已更正等级"))
    return redirect(site_url(site))


@blueprint.post("/grades/<row:grade_id>/void")
@requires(Permission.PARTNERS_WRITE)
def void(grade_id: int) -> ResponseReturnValue:
    """Mark a grade as written down in error."""
    with services().database.writing() as session:
        site = find_site(session, void_grade(session, grade_id).site_id)
    flash(gettext("已作废。它当初终止的前一条等级不会自动恢复，需要时请更正那一条"))
    return redirect(site_url(site))


def _load_entry(grade_id: int) -> tuple[SiteGrade, Site, Partner]:
    with services().database.reading() as session:
        entry = find_grade(session, grade_id)
    return (entry, *load_site(entry.site_id))


def _form(partner: Partner, entry: SiteGrade | None = None) -> GradeForm:
    return grade_form(services().policy, partner.kind, language=current_language(), entry=entry)


def _typed(form: GradeForm) -> GradeEntry:
    if not form.grade.data:
        raise InvalidInput(gettext("请选择等级"), field="grade")
    assert form.valid_from.data is not None  # the form asks for it
    return GradeEntry(form.grade.data, form.valid_from.data, form.valid_until.data)


def _form_page(
    form: GradeForm, site: Site, partner: Partner, entry: SiteGrade | None = None
) -> str:
    return render_template(
        "partners/grade_form.html", form=form, site=site, partner=partner, entry=entry
    )
