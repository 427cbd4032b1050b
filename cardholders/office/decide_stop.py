"""Approve, reject or withdraw a stop that was proposed."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from cardholders.cards.events import record_event
from cardholders.cards.find import find_card
from cardholders.cards.models import Card, CardEventKind
from cardholders.cards.stop_card import carry_out_approved_stop
from cardholders.office.proposals import stop_of
from core.approvals.models import Act, Proposal
from core.approvals.propose import approve, reject
from core.errors import Forbidden, NotFound
from core.policy.model import Policy


def approve_stop(
    session: Session, proposal_id: int, *, policy: Policy, by: int, now: datetime
) -> Card:
    """Let a proposed stop take effect; raises Forbidden for the person who proposed it."""

    def carry(session: Session, proposal: Proposal) -> None:
        carry_out_approved_stop(session, proposal, policy=policy, now=now)

    proposal = approve(session, proposal_id, by=by, now=now, carry={Act.STOP_CARD: carry})
    return find_card(session, stop_of(proposal)[0])


def reject_stop(session: Session, proposal_id: int, *, by: int, now: datetime) -> Card:
    """Send a proposed stop back; raises Forbidden for the person who proposed it."""
    if _proposer(session, proposal_id) == by:
        raise Forbidden(gettext("须由另一位工作人员处理，提出人只能撤回自己的申请"))
    return _send_back(session, proposal_id, by=by, now=now)


def withdraw_stop(session: Session, proposal_id: int, *, by: int, now: datetime) -> Card:
    """Take one's own proposal back; raises Forbidden for anybody else."""
    if _proposer(session, proposal_id) != by:
        raise Forbidden(gettext("只有提出人可以撤回申请"))
    return _send_back(session, proposal_id, by=by, now=now)


def _proposer(session: Session, proposal_id: int) -> int:
    proposal = session.get(Proposal, proposal_id)
    if proposal is None:
        raise NotFound(gettext("没有这项申请"))
    return proposal.proposed_by


def _send_back(session: Session, proposal_id: int, *, by: int, now: datetime) -> Card:
    proposal = reject(session, proposal_id, by=by, now=now)
    card_id, stop = stop_of(proposal)
    card = find_card(session, card_id)
    record_event(
        session, card, kind=CardEventKind.STOP_REJECTED, now=now, by=by, ground=stop.ground
    )
    return card
