"""Propose an act that a second person must approve, and decide on it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask_babel import gettext
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.approvals.models import Act, Proposal, ProposalState
from core.database.insert_once import insert_once
from core.errors import Conflict, Forbidden, NotFound

Carry = Callable[[Session, Proposal], None]


def propose(
    session: Session,
    act: Act,
    *,
    subject: str,
    arguments: dict[str, Any],
    by: int,
    now: datetime,
) -> Proposal:
    """Record a proposal; raises Conflict when the subject has an open one already."""
    mine = insert_once(
        session,
        Proposal,
        act=act,
        subject=subject,
        arguments=arguments,
        state=ProposalState.OPEN,
        proposed_by=by,
        proposed_at=now,
    )
    if not mine:
        raise Conflict(gettext("已有一项待批准的申请，请先由另一位批准或退回"))
    return open_proposal(session, subject)


def open_proposal(session: Session, subject: str) -> Proposal:
    """Answer the subject's open proposal; raises NotFound."""
    found = find_open_proposal(session, subject)
    if found is None:
        raise NotFound(gettext("没有待批准的申请"))
    return found


def find_open_proposal(session: Session, subject: str) -> Proposal | None:
    """Answer the subject's open proposal, if any."""
    return session.scalar(
        select(Proposal).where(Proposal.subject == subject, Proposal.state == ProposalState.OPEN)
    )


def approve(
    session: Session, proposal_id: int, *, by: int, now: datetime, carry: dict[Act, Carry]
) -> Proposal:
    """Approve and carry out in the same transaction; `carry` says how each act is done.

    Raises Forbidden for the person who proposed it, Conflict when it is decided already.
    """
    proposal = _decide(session, proposal_id, by=by, now=now, state=ProposalState.APPROVED)
    carry[proposal.act](session, proposal)
    return proposal


def reject(session: Session, proposal_id: int, *, by: int, now: datetime) -> Proposal:
    """Send a proposal back without effect; its own proposer may withdraw it this way too."""
    return _decide(session, proposal_id, by=by, now=now, state=ProposalState.REJECTED)


def _decide(
    session: Session, proposal_id: int, *, by: int, now: datetime, state: ProposalState
) -> Proposal:
    proposal = session.get(Proposal, proposal_id)
    if proposal is None:
        raise NotFound(gettext("没有这项申请"))
    if state is ProposalState.APPROVED and proposal.proposed_by == by:
        raise Forbidden(gettext("须由另一位工作人员批准，提出人不能批准自己的申请"))
    decided = session.connection().execute(
        update(Proposal)
        .where(Proposal.id == proposal_id, Proposal.state == ProposalState.OPEN)
        .values(state=state, decided_by=by, decided_at=now)
    )
    if decided.rowcount != 1:
        raise Conflict(gettext("这项申请已处理过"))
    session.refresh(proposal)
    return proposal
