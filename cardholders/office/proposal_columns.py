"""What waits for a second person as an Excel file: its columns."""

from flask_babel import gettext

from cardholders.office.proposals import OpenStop
from core.policy.vocabulary import Language
from core.spreadsheet import CellKind, Column


def proposal_columns(language: Language) -> tuple[Column[OpenStop], ...]:
    """Answer the columns."""
    return (
        Column(gettext("提出时间"), lambda row: row.proposal.proposed_at, 18, CellKind.MOMENT),
        Column(gettext("提出人"), lambda row: row.proposed_by),
        Column(gettext("停用事由"), lambda row: row.preview.ground.name.in_(language), 28),
        Column(gettext("卡号"), lambda row: row.card.number),
        Column(gettext("姓名"), lambda row: row.card.holder.name),
        Column(gettext("决定文号"), lambda row: row.stop.document_number, 24),
        Column(gettext("备注"), lambda row: row.stop.note, 40),
    )
