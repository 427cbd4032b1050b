"""What holders reported, as the office reads and answers it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session
from wtforms import TextAreaField

from core.accounts.callers import current_account
from core.accounts.guard import requires
from core.accounts.models import Account
from core.accounts.roles import Permission
from core.errors import DomainError
from core.spreadsheet import MOST_ROWS
from core.web.download import send_spreadsheet
from core.web.form_fields import OfficeForm, lazy_gettext, show_error
from core.web.language import current_language
from core.web.services import services
from core.web.tasks import Task
from verify.reports.close_report import ANSWER, close_report
from verify.reports.columns import report_columns, reports_asked
from verify.reports.find_report import find_report
from verify.reports.list_reports import (
    ReportsAsked,
    count_open,
    every_report,
    list_reports,
    load_rows,
)
from verify.reports.make_report import TEXT
from verify.reports.models import Report, ReportKind, ReportState
from verify.reports.words import KIND_WORDS, STATE_WORDS
from verify.usage.lines import UsageLine, load_visit

blueprint = Blueprint("reports", __name__, url_prefix="/office/reports")


class AnswerForm(OfficeForm):
    """A word to the holder, as typed."""

    answer = TextAreaField(lazy_gettext("给持卡人的答复"))


@blueprint.context_processor
def report_words() -> dict[str, Any]:
    """Answer the words of kinds and states."""
    return {"kind_names": KIND_WORDS, "state_names": STATE_WORDS}


@blueprint.get("")
@requires(Permission.PEOPLE_READ)
def search() -> ResponseReturnValue:
    """Show what was reported, open reports first."""
    asked = _asked()
    with services().database.reading() as session:
        found = list_reports(session, asked, page=request.args.get("page", 1, type=int))
    return render_template("reports/reports.html", found=found, asked=asked)


@blueprint.get("/export")
@requires(Permission.PEOPLE_READ)
def export() -> ResponseReturnValue:
    """Answer all reports of the filters as an Excel file."""
    asked = _asked()
    with services().database.reading() as session:
        return send_spreadsheet(
            gettext("持卡人反映"),
            report_columns(),
            rows=every_report(session, asked, most=MOST_ROWS + 1),
            file_name="reports",
            filters=reports_asked(asked),
        )


@blueprint.get("/<row:report_id>")
@requires(Permission.PEOPLE_READ)
def show(report_id: int) -> ResponseReturnValue:
    """Show one report with the line it is about."""
    with services().database.reading() as session:
        return _page(session, find_report(session, report_id), AnswerForm())


@blueprint.post("/<row:report_id>")
@requires(Permission.PEOPLE_WRITE)
def close(report_id: int) -> ResponseReturnValue:
    """Close it with an answer, which the holder reads on the phone."""
    parts, form = services(), AnswerForm()
    try:
        with parts.database.writing() as session:
            close_report(
                session,
                report_id,
                answer=form.answer.data or "",
                by=current_account().account_id,
                vault=parts.vault,
                now=parts.now(),
            )
    except DomainError as error:
        show_error(form, error)
        with parts.database.reading() as session:
            return _page(session, find_report(session, report_id), form), error.status
    flash(gettext("已答复，持卡人在手机上看得到"))
    return redirect(url_for("reports.show", report_id=report_id))


def reports_to_answer(session: Session) -> Task:
    """Count what waits for an answer, for the office's home."""
    url = url_for("reports.search", state=ReportState.OPEN)
    return Task("flag", gettext("持卡人反映待答复"), count_open(session), url)


def _page(session: Session, report: Report, form: AnswerForm) -> str:
    vault, language = services().vault, current_language()
    text, answer = report.text_sealed, report.answer_sealed
    lines: tuple[UsageLine, ...] = ()
    if report.entry_id is not None:
        key = report.holder.subject_key
        lines = load_visit(session, key, report.entry_id, language=language)
    by = session.get_one(Account, report.closed_by).name if report.closed_by else None
    return render_template(
        "reports/report.html",
        row=load_rows(session, [report.id])[0],
        text=vault.open_text(text, purpose=TEXT) if text else None,
        answer=vault.open_text(answer, purpose=ANSWER) if answer else None,
        lines=lines,
        closed_by=by,
        form=form,
    )


def _asked() -> ReportsAsked:
    wanted = request.args.get
    return ReportsAsked(
        text=wanted("q", ""),
        state=next((each for each in ReportState if each == wanted("state")), None),
        kind=next((each for each in ReportKind if each == wanted("kind")), None),
    )
