"""The requests of a site as an Excel file: names and numbers masked."""

from datetime import date

from flask_babel import gettext

from cardholders.people.masking import mask_number
from core.policy.model import Policy
from core.policy.vocabulary import Language
from core.spreadsheet import CellKind, Column
from verify.requests.inbox import RequestLine
from verify.requests.rules import RequestState
from verify.requests.words import PARTS, STATES


def request_columns(policy: Policy, language: Language) -> tuple[Column[RequestLine], ...]:
    """Answer the columns of the list of requests."""

    def time_of(line: RequestLine) -> str | None:
        at = line.request.agreed_time
        return f"{at:%H:%M}" if at else None

    def agreed_day(line: RequestLine) -> date | None:
        answered = line.request.decided_at is not None
        declined = line.state is RequestState.DECLINED
        return line.request.first_day if answered and not declined else None

    return (
        Column(gettext("持卡人"), lambda line: line.name or gettext("已删除")),
        Column(gettext("卡号"), lambda line: mask_number(line.card_number or "-")),
        Column(
            gettext("待遇"),
            lambda line: policy.benefit(line.request.benefit).name.in_(language),
            20,
        ),
        Column(gettext("希望日期"), lambda line: line.request.wished_day, 13, CellKind.DAY),
        Column(gettext("至"), lambda line: line.request.wished_until, 13, CellKind.DAY),
        Column(gettext("时段"), lambda line: str(PARTS[line.request.part]), 16),
        Column(gettext("备注"), lambda line: line.note, 40),
        Column(gettext("状态"), lambda line: str(STATES[line.state]), 12),
        Column(gettext("安排日期"), agreed_day, 13, CellKind.DAY),
        Column(gettext("时间"), time_of, 8),
        Column(gettext("答复"), lambda line: line.word, 40),
        Column(gettext("提交时间"), lambda line: line.request.created_at, 18, CellKind.MOMENT),
        Column(gettext("答复时间"), lambda line: line.request.decided_at, 18, CellKind.MOMENT),
    )
