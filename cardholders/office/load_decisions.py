"""The decisions of the leading group, and the people whom one of them honoured."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from cardholders.people.models import HonourGrant, LeadingGroupDecision
from core.errors import NotFound

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision and how many honours it gave."""

    decision: LeadingGroupDecision
    honours: int


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """One page of them, the newest first; `page` counts from 1."""

    rows: tuple[DecisionRow, ...]
    page: int
    pages: int
    total: int


def list_decisions(session: Session, text: str = "", *, page: int = 1) -> DecisionsPage:
    """Answer the decisions whose number or meeting holds the text."""
    wanted = select(LeadingGroupDecision)
    text = text.replace("\0", "").strip()
    if text:
        wanted = wanted.where(
            LeadingGroupDecision.document_number.icontains(text, autoescape=True)
            | LeadingGroupDecision.meeting.icontains(text, autoescape=True)
        )
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    newest = wanted.order_by(LeadingGroupDecision.decided_on.desc(), LeadingGroupDecision.id.desc())
    found = session.scalars(newest.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
    counted = session.execute(
        select(HonourGrant.decision_id, func.count().label("honours"))
        .where(HonourGrant.decision_id.in_([each.id for each in found]))
        .group_by(HonourGrant.decision_id)
    )
    counts = {row.decision_id: row.honours for row in counted}
    rows = tuple(DecisionRow(each, counts.get(each.id, 0)) for each in found)
    return DecisionsPage(rows, page, pages, total)


def load_decision(session: Session, decision_id: int) -> LeadingGroupDecision:
    """Answer a decision; raises NotFound."""
    decision = session.get(LeadingGroupDecision, decision_id)
    if decision is None:
        raise NotFound(gettext("没有这份决定"))
    return decision


def load_grants(session: Session, decision_id: int) -> tuple[HonourGrant, ...]:
    """Answer the honours that a decision gave, their holders loaded."""
    return tuple(
        session.scalars(
            select(HonourGrant)
            .where(HonourGrant.decision_id == decision_id)
            .options(selectinload(HonourGrant.holder))
            .order_by(HonourGrant.id)
        )
    )
