"""The list of reports as an Excel file: its columns, and its filters in words."""

from flask_babel import gettext

from core.spreadsheet import CellKind, Column
from verify.reports.list_reports import ReportRow, ReportsAsked
from verify.reports.words import KIND_WORDS, STATE_WORDS


def report_columns() -> tuple[Column[ReportRow], ...]:
    """Answer the columns; what holders wrote, and were answered, stays on the report's page."""
    return (
        Column(gettext("收到时间"), lambda row: row.report.created_at, 18, CellKind.MOMENT),
        Column(gettext("事由"), lambda row: str(KIND_WORDS[row.report.kind]), 12),
        Column(gettext("姓名"), lambda row: row.holder.name),
        Column(gettext("卡号"), lambda row: row.card.number if row.card else None),
        Column(gettext("状态"), lambda row: str(STATE_WORDS[row.report.state]), 12),
        Column(gettext("答复时间"), lambda row: row.report.closed_at, 18, CellKind.MOMENT),
    )


def reports_asked(asked: ReportsAsked) -> list[tuple[str, str]]:
    """Answer the filters in words."""
    said = []
    if asked.state is not None:
        said.append((gettext("状态"), str(STATE_WORDS[asked.state])))
    if asked.kind is not None:
        said.append((gettext("事由"), str(KIND_WORDS[asked.kind])))
    if asked.text.strip():
        said.append((gettext("查找"), asked.text.strip()))
    return said
