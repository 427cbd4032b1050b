"""What the office does to cards in the sample's last weeks, by the acts that its pages use."""

from datetime import datetime

from sqlalchemy.orm import Session

from cardholders.cards.reinstate_card import reinstate_card
from cardholders.cards.stop_card import Stop, card_subject, stop_card
from cardholders.office.decide_stop import approve_stop, reject_stop
from core.approvals.propose import open_proposal
from core.clock import shanghai_date
from verify.sample.holders import Holdings, Office, equip
from verify.sample.visits import OfficeAct


def act_on_card(
    session: Session, act: OfficeAct, *, holdings: Holdings, office: Office, now: datetime
) -> None:
    """Stop the card of `act.who`, or put it back into force."""
    card = holdings[act.who].card
    assert card is not None
    if act.reinstated:
        reinstate_card(session, card.id, note=act.reinstated, by=office.officer, now=now)
        return
    number = shanghai_date(now).strftime(act.document_number)
    stop = Stop(act.ground, number, act.note)
    stop_card(session, card.id, stop=stop, policy=office.policy, by=office.officer, now=now)


def answer_proposal(
    session: Session, act: OfficeAct, *, holdings: Holdings, office: Office, now: datetime
) -> None:
    """Let the second person approve what the first proposed, or send it back."""
    card = holdings[act.who].card
    assert card is not None
    proposal = open_proposal(session, card_subject(card.id)).id
    if act.approved:
        approve_stop(session, proposal, policy=office.policy, by=office.approver, now=now)
    else:
        reject_stop(session, proposal, by=office.approver, now=now)


def equip_again(
    session: Session, act: OfficeAct, *, holdings: Holdings, office: Office, now: datetime
) -> None:
    """Print a card anew that was lost, and bind its phone again."""
    holding = holdings[act.who]
    holding.lost = holding.printed
    equip(session, holding, office, now=now)
