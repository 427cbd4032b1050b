"""The office answers a report, and is done with it."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.encryption import Vault
from core.errors import Conflict, InvalidInput
from verify.reports.find_report import find_report
from verify.reports.models import Report

ANSWER = "reports.answer"
MAX_ANSWER = 500


def close_report(
    session: Session, report_id: int, *, answer: str, by: int, vault: Vault, now: datetime
) -> Report:
    """Close a report with a word to the holder, who reads it on the phone.

    Raises NotFound, InvalidInput beside `answer`, and Conflict where a colleague was faster.
    """
    words = answer.replace("\0", "").strip()
    if not words:
        raise InvalidInput(gettext("请写一句给持卡人的答复"), field="answer")
    if len(words) > MAX_ANSWER:
        raise InvalidInput(gettext("请控制在%(count)s字以内", count=MAX_ANSWER), field="answer")
    session.execute(select(Report.id).where(Report.id == report_id).with_for_update())
    report = find_report(session, report_id)
    if report.closed_at is not None:
        raise Conflict(gettext("这件反映已经办结"))
    report.closed_at, report.closed_by = now, by
    report.answer_sealed = vault.seal_text(words, purpose=ANSWER)
    return report
