"""The list of decisions as an Excel file: its columns."""

from flask_babel import gettext

from cardholders.office.load_decisions import DecisionRow
from core.spreadsheet import CellKind, Column


def decision_columns() -> tuple[Column[DecisionRow], ...]:
    """Answer the columns."""
    return (
        Column(gettext("文号"), lambda row: row.decision.document_number, 28),
        Column(gettext("会议名称"), lambda row: row.decision.meeting, 44),
        Column(gettext("决定日期"), lambda row: row.decision.decided_on, 13, CellKind.DAY),
        Column(gettext("授予荣誉"), lambda row: row.honours, 12, CellKind.NUMBER),
        Column(gettext("登记时间"), lambda row: row.decision.recorded_at, 18, CellKind.MOMENT),
    )
