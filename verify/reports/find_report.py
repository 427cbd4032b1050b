"""Find the reports of a holder, or one report with its holder and card."""

from collections.abc import Collection

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from core.errors import NotFound
from verify.reports.models import Report, ReportKind


def find_report(session: Session, report_id: int) -> Report:
    """Answer a report, its holder loaded; raises NotFound."""
    report = session.scalar(
        select(Report).where(Report.id == report_id).options(selectinload(Report.holder))
    )
    if report is None:
        raise NotFound(gettext("没有这件反映"))
    return report


def reports_on(session: Session, holder_id: int, entry_ids: Collection[int]) -> dict[int, Report]:
    """Answer what a holder reported of these lines of the log, by line."""
    found = session.scalars(
        select(Report).where(Report.holder_id == holder_id, Report.entry_id.in_(entry_ids))
    )
    return {each.entry_id: each for each in found if each.entry_id is not None}


def wishes_of(session: Session, holder_id: int) -> tuple[Report, ...]:
    """Answer what a holder asked to be corrected or erased, the newest first."""
    kinds = (ReportKind.CORRECTION, ReportKind.ERASURE)
    asked = select(Report).where(Report.holder_id == holder_id, Report.kind.in_(kinds))
    return tuple(session.scalars(asked.order_by(Report.id.desc())))
