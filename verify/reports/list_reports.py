"""The reports of all holders as the office works through them, open ones first."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from cardholders.cards.models import Card
from cardholders.people.models import Holder
from core.database.pages import Page, every_row, turn_to
from verify.reports.models import Report, ReportKind, ReportState


@dataclass(frozen=True, slots=True)
class ReportsAsked:
    """What to list; None means all, `text` is part of a name or the start of a card's number."""

    text: str = ""
    state: ReportState | None = None
    kind: ReportKind | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A line of the list: the report, whose it is, and the newest card."""

    report: Report
    holder: Holder
    card: Card | None


def list_reports(session: Session, asked: ReportsAsked, *, page: int = 1) -> Page[ReportRow]:
    """Answer a page of reports: open ones first, the oldest of them first; then the latest."""
    return turn_to(session, page, found=_found(asked), load=partial(load_rows, session))


def every_report(session: Session, asked: ReportsAsked, *, most: int) -> Iterator[ReportRow]:
    """Answer all of them in the same order, `most` at most."""
    return every_row(session, found=_found(asked), load=partial(load_rows, session), most=most)


def count_open(session: Session) -> int:
    """Answer how many wait for an answer."""
    waiting = select(func.count(Report.id)).where(Report.closed_at.is_(None))
    return session.scalar(waiting) or 0


def load_rows(session: Session, report_ids: list[int]) -> list[ReportRow]:
    """Answer the lines of these reports, in this order."""
    newest = select(func.max(Card.id)).where(Card.holder_id == Holder.id).correlate(Holder)
    loaded = session.execute(
        select(Report, Holder, Card)
        .join(Holder, Holder.id == Report.holder_id)
        .outerjoin(Card, Card.id == newest.scalar_subquery())
        .where(Report.id.in_(report_ids))
    )
    rows = {report.id: ReportRow(report, holder, card) for report, holder, card in loaded}
    return [rows[each] for each in report_ids if each in rows]


def _found(asked: ReportsAsked) -> Select[int]:
    found = select(Report.id).join(Holder, Holder.id == Report.holder_id)
    if asked.state is ReportState.OPEN:
        found = found.where(Report.closed_at.is_(None))
    if asked.state is ReportState.CLOSED:
        found = found.where(Report.closed_at.is_not(None))
    if asked.kind is not None:
        found = found.where(Report.kind == asked.kind)
    text = asked.text.replace("\0", "").strip()
    if text:
        numbered = select(Card.holder_id).where(
            Card.number.startswith(text.upper(), autoescape=True)
        )
        named = Holder.name.icontains(text, autoescape=True)
        found = found.where(named | Holder.id.in_(numbered))
    return found.order_by(Report.closed_at.desc().nulls_first(), Report.id)
