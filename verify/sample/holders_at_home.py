"""What holders do with their own cards in the sample's last weeks, as their phones ask for it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from cardholders.cards.end_forms import report_plastic_lost, unbind_phone
from cardholders.cards.freeze_card import freeze_card, unfreeze_card
from cardholders.consents.consents import give_consent
from cardholders.consents.terms import ConsentPurpose
from verify.sample.holders import Holding, Holdings, Office
from verify.sample.visits import OwnAct, OwnActKind

ROLL = ConsentPurpose.HONOUR_ROLL


def act_on_own_card(
    session: Session, act: OwnAct, *, holdings: Holdings, office: Office, now: datetime
) -> None:
    """Let `act.who` do to the card, or agree to, what the act says."""
    holding = holdings[act.who]
    assert holding.card is not None
    card_id = holding.card.id
    does: dict[OwnActKind, Callable[[], Any]] = {
        OwnActKind.FREEZE: lambda: freeze_card(session, card_id, now=now),
        OwnActKind.UNFREEZE: lambda: unfreeze_card(session, card_id, now=now),
        OwnActKind.UNBIND: lambda: unbind_phone(session, card_id, now=now),
        OwnActKind.PLASTIC_LOST: lambda: report_plastic_lost(
            session, card_id, policy=office.policy, now=now
        ),
        OwnActKind.JOIN_ROLL: lambda: give_consent(
            session,
            holding.holder_id,
            ROLL,
            version=office.consents.of(ROLL).current.version,
            terms=office.consents,
            now=now,
        ),
    }
    does[act.does]()
    _lose(holding, act.does)


def _lose(holding: Holding, what: OwnActKind) -> None:
    if what is OwnActKind.PLASTIC_LOST:
        holding.lost, holding.printed = holding.printed, None
    elif what is OwnActKind.UNBIND:
        holding.phone = None
