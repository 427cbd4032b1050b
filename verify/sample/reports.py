"""What the sample's holders told the office: one waits for an answer, one has it."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.people.models import Holder
from core.encryption import Vault
from verify.reports.close_report import close_report
from verify.reports.make_report import ReportRequest, make_report
from verify.reports.models import ReportKind
from verify.scanning.models import EntryKind, UsageEntry

NAMES = UUID("0e6c1c55-5a0e-4f7d-9a6c-7d0c6f2b9e11")
WISH = "用人单位已改名为“演示新材料集团”，请更正。"
ANSWER = "已按您单位的更名文件更正，请核对。"


def tell_the_office(session: Session, *, vault: Vault, by: int, now: datetime) -> None:
    """Let the holder with the latest scan deny it, and another one's wish be met."""
    scanned = (
        select(Holder, UsageEntry.id)
        .join(UsageEntry, UsageEntry.subject_key == Holder.subject_key)
        .where(UsageEntry.kind == EntryKind.SCAN)
        .order_by(UsageEntry.id.desc())
    )
    (doubtful, entry_id), *others = session.execute(scanned.limit(20)).all()
    denied = ReportRequest(uuid5(NAMES, "not me"), ReportKind.NOT_ME, entry_id=entry_id)
    make_report(session, doubtful, asked=denied, vault=vault, now=now - timedelta(minutes=10))
    wishing = next(holder for holder, _ in others if holder.id != doubtful.id)
    wish = ReportRequest(uuid5(NAMES, "correction"), ReportKind.CORRECTION, text=WISH)
    met = make_report(session, wishing, asked=wish, vault=vault, now=now - timedelta(days=6))
    close_report(session, met.id, answer=ANSWER, by=by, vault=vault, now=now - timedelta(days=4))
