"""Decisions of the leading group: record one, and honour people by it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from cardholders.office.decision_columns import decision_columns
from cardholders.office.decision_form import DecisionForm, HonoursForm, typed_award
from cardholders.office.load_decisions import (
    every_decision,
    list_decisions,
    load_decision,
    load_grants,
)
from cardholders.people.find_people import PeopleAsked, find_people, load_rows
from cardholders.people.grant_honour import grant_honour
from cardholders.people.record_decision import record_decision
from core.accounts.callers import current_account
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.clock import shanghai_date
from core.errors import DomainError, InvalidInput
from core.spreadsheet import MOST_ROWS
from core.web.download import send_spreadsheet
from core.web.form_fields import show_error
from core.web.row_id import possible_ids
from core.web.services import services

blueprint = Blueprint("decisions", __name__, url_prefix="/office/decisions")


@blueprint.get("")
@requires(Permission.PEOPLE_READ)
def search() -> ResponseReturnValue:
    """List the decisions; with ?person= one of them is being chosen for that person."""
    page = request.args.get("page", 1, type=int)
    with services().database.reading() as session:
        found = list_decisions(session, _text(), sort=_sort(), page=page)
    person = request.args.get("person", type=int)
    return render_template("office/decisions.html", found=found, person=person)


@blueprint.get("/export")
@requires(Permission.PEOPLE_READ)
def export() -> ResponseReturnValue:
    """Answer all decisions of the list as an Excel file."""
    text = _text()
    with services().database.reading() as session:
        return send_spreadsheet(
            gettext("领导小组决定"),
            decision_columns(),
            rows=every_decision(session, text, sort=_sort(), most=MOST_ROWS + 1),
            file_name="decisions",
            filters=[(gettext("查找"), text.strip())] if text.strip() else [],
        )


@blueprint.get("/new")
@requires(Permission.DECISIONS_WRITE)
def new() -> ResponseReturnValue:
    """Show the empty form."""
    return render_template("office/decision_form.html", form=DecisionForm())


@blueprint.post("/new")
@requires(Permission.DECISIONS_WRITE)
def record() -> ResponseReturnValue:
    """Record a decision."""
    parts = services()
    form = DecisionForm()
    if not form.validate() or form.decided_on.data is None:
        return render_template("office/decision_form.html", form=form), 422
    try:
        with parts.database.writing() as session:
            decision = record_decision(
                session,
                form.document_number.data or "",
                meeting=form.meeting.data or "",
                decided_on=form.decided_on.data,
                by=current_account().account_id,
                now=parts.now(),
            )
    except DomainError as error:
        show_error(form, error)
        return render_template("office/decision_form.html", form=form), error.status
    flash(gettext("已登记决定。下一步：按决定授予荣誉"))
    person = request.args.get("person", type=int)
    return redirect(url_for("decisions.show", decision_id=decision.id, person=person))


@blueprint.get("/<row:decision_id>")
@requires(Permission.PEOPLE_READ)
def show(decision_id: int) -> ResponseReturnValue:
    """Show a decision, whom it honoured, and the form to honour more."""
    form = HonoursForm()
    form.people.data = possible_ids(request.args.getlist("person", type=int))
    return _decision_page(decision_id, form)


@blueprint.post("/<row:decision_id>/honours")
@requires(Permission.DECISIONS_WRITE)
def grant(decision_id: int) -> ResponseReturnValue:
    """Give the chosen people the chosen honour; all of them or none."""
    parts = services()
    form = HonoursForm()
    if not form.validate():
        return _decision_page(decision_id, form), 422
    form.people.data = chosen = possible_ids(form.people.data or [])
    try:
        if not chosen:
            raise InvalidInput(gettext("请至少选择一位"), field="people")
        award = typed_award(form, parts.policy)
        with parts.database.writing() as session:
            for holder_id in chosen:
                grant_honour(
                    session,
                    holder_id,
                    decision_id=decision_id,
                    award=award,
                    policy=parts.policy,
                    vault=parts.vault,
                    now=parts.now(),
                )
    except DomainError as error:
        show_error(form, error)
        return _decision_page(decision_id, form), error.status
    flash(gettext("已授予%(count)s人。下一步：发卡", count=len(chosen)))
    return redirect(url_for("decisions.show", decision_id=decision_id))


def _text() -> str:
    return request.args.get("q", "")


def _sort() -> str:
    return request.args.get("sort", "")


def _decision_page(decision_id: int, form: HonoursForm) -> str:
    parts = services()
    text = request.values.get("q", "")
    with parts.database.reading() as session:
        decision = load_decision(session, decision_id)
        grants = load_grants(session, decision_id)
        chosen = load_rows(session, possible_ids(form.people.data or []))
        asked, today = PeopleAsked(text), shanghai_date(parts.now())
        found = find_people(session, asked, vault=parts.vault, today=today).rows
    chosen_ids = {row.holder.id for row in chosen}
    return render_template(
        "office/decision.html",
        decision=decision,
        grants=grants,
        form=form,
        chosen=chosen,
        found=[row for row in found if row.holder.id not in chosen_ids] if text else [],
        searched=text,
    )
