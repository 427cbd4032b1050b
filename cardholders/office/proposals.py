"""Stops that wait for a second person: what is asked, by whom, and what follows."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.cards.find import find_card
from cardholders.cards.models import Card
from cardholders.cards.stop_card import Stop
from cardholders.office.account_names import account_names
from cardholders.office.grounds import StopPreview, preview_stop
from core.approvals.models import Act, Proposal, ProposalState
from core.approvals.propose import find_open_proposal
from core.policy.model import Policy


@dataclass(frozen=True, slots=True)
class OpenStop:
    """A proposed stop of a card (holder and honours loaded)."""

    proposal: Proposal
    stop: Stop
    card: Card
    preview: StopPreview
    proposed_by: str


def find_open_stop(session: Session, subject: str, *, policy: Policy) -> OpenStop | None:
    """Answer the stop that waits on this subject, if any."""
    proposal = find_open_proposal(session, subject)
    return None if proposal is None else _open_stop(session, proposal, policy)


def list_open_stops(session: Session, *, policy: Policy) -> tuple[OpenStop, ...]:
    """Answer all stops that wait, the oldest first."""
    waiting = session.scalars(
        select(Proposal)
        .where(Proposal.state == ProposalState.OPEN, Proposal.act == Act.STOP_CARD)
        .order_by(Proposal.id)
    )
    return tuple(_open_stop(session, proposal, policy) for proposal in waiting)


def stop_of(proposal: Proposal) -> tuple[int, Stop]:
    """Answer the card's id and the stop that a proposal asks for."""
    arguments = dict(proposal.arguments)
    return int(arguments.pop("card_id")), Stop(**arguments)


def _open_stop(session: Session, proposal: Proposal, policy: Policy) -> OpenStop:
    card_id, stop = stop_of(proposal)
    card = find_card(session, card_id)
    names = account_names(session, [proposal.proposed_by])
    return OpenStop(
        proposal=proposal,
        stop=stop,
        card=card,
        preview=preview_stop(session, card, policy.ground(stop.ground)),
        proposed_by=names.get(proposal.proposed_by, ""),
    )
