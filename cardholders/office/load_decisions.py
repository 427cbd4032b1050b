"""The decisions of the leading group, and the people whom one of them honoured."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from flask_babel import gettext
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from cardholders.people.models import HonourGrant, LeadingGroupDecision
from core.database.ordering import Orderable, ordering
from core.database.pages import Page, every_row, turn_to
from core.errors import NotFound

ORDERS: Mapping[str, Orderable] = MappingProxyType(
    {
        "number": LeadingGroupDecision.document_number,
        "meeting": LeadingGroupDecision.meeting,
        "decided": LeadingGroupDecision.decided_on,
    }
)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision and how many honours it gave."""

    decision: LeadingGroupDecision
    honours: int


def list_decisions(
    session: Session, text: str = "", *, sort: str = "", page: int = 1
) -> Page[DecisionRow]:
    """Answer a page of the decisions whose number or meeting holds the text, the newest first."""
    found = _in_order(text, sort)
    return turn_to(session, page, found=found, load=partial(_load_rows, session))


def every_decision(session: Session, text: str, *, sort: str, most: int) -> Iterator[DecisionRow]:
    """Answer all of them in the same order, one after another, `most` at most."""
    found = _in_order(text, sort)
    return every_row(session, found=found, load=partial(_load_rows, session), most=most)


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


def _found(text: str) -> Select[int]:
    found = select(LeadingGroupDecision.id)
    text = text.replace("\0", "").strip()
    if not text:
        return found
    return found.where(
        LeadingGroupDecision.document_number.icontains(text, autoescape=True)
        | LeadingGroupDecision.meeting.icontains(text, autoescape=True)
    )


def _in_order(text: str, sort: str) -> Select[int]:
    last = LeadingGroupDecision.id
    return _found(text).order_by(*ordering(sort, ORDERS, otherwise="-decided", last=last))


def _load_rows(session: Session, ids: list[int]) -> list[DecisionRow]:
    loaded = session.scalars(select(LeadingGroupDecision).where(LeadingGroupDecision.id.in_(ids)))
    decisions = {each.id: each for each in loaded}
    counted = session.execute(
        select(HonourGrant.decision_id, func.count().label("honours"))
        .where(HonourGrant.decision_id.in_(ids))
        .group_by(HonourGrant.decision_id)
    )
    counts = {row.decision_id: row.honours for row in counted}
    return [DecisionRow(decisions[each], counts.get(each, 0)) for each in ids if each in decisions]
