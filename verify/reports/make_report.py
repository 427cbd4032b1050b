"""A holder reports a line of the log as not theirs, or asks to correct or erase what is kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import gettext
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cardholders.people.models import Holder
from core.database.insert_once import insert_once
from core.encryption import Vault
from core.errors import Conflict, InvalidInput, NotFound
from verify.reports.models import Report, ReportKind
from verify.scanning.models import UsageEntry

TEXT = "reports.text"
MAX_TEXT = 1000


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What a phone sends: an id of its own making, the kind, the line or the words it is about."""

    id: UUID
    kind: ReportKind
    entry_id: int | None = None
    text: str | None = None


def make_report(
    session: Session, holder: Holder, *, asked: ReportRequest, vault: Vault, now: datetime
) -> Report:
    """Write a report down; the same request, or the same line again, answers the first one.

    Raises InvalidInput for a report that says nothing, NotFound for a line that is not of this
    holder's card, and Conflict for an id that stands for another kind of report.
    """
    text = (asked.text or "").replace("\0", "").strip()
    if len(text) > MAX_TEXT:
        raise InvalidInput(gettext("请控制在%(count)s字以内", count=MAX_TEXT), field="text")
    if asked.kind is ReportKind.CORRECTION and not text:
        raise InvalidInput(gettext("请写明哪一项有误、应当怎样"), field="text")
    entry_id = _own_line(session, holder, asked.entry_id) if _is_line(asked) else None
    insert_once(
        session,
        Report,
        holder_id=holder.id,
        request_id=asked.id,
        kind=asked.kind,
        entry_id=entry_id,
        text_sealed=vault.seal_text(text, purpose=TEXT) if text else None,
        created_at=now,
    )
    same = Report.request_id == asked.id
    if entry_id is not None:
        same = or_(same, Report.entry_id == entry_id)
    kept = session.scalars(select(Report).where(Report.holder_id == holder.id, same)).all()
    if len(kept) != 1 or kept[0].kind is not asked.kind or kept[0].entry_id != entry_id:
        raise Conflict(gettext("这个编号已用于另一件事，请重新打开本页再试"))
    return kept[0]


def _is_line(asked: ReportRequest) -> bool:
    return asked.kind is ReportKind.NOT_ME


def _own_line(session: Session, holder: Holder, entry_id: int | None) -> int:
    own = select(UsageEntry.id).where(
        UsageEntry.id == (entry_id or 0), UsageEntry.subject_key == holder.subject_key
    )
    found = session.scalar(own)
    if found is None:
        raise NotFound(gettext("没有这条记录"))
    return found
