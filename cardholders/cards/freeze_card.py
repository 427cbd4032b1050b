"""Freeze a card and unfreeze it: the holder's own act, at once and without a ground."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from cardholders.cards.events import record_event
from cardholders.cards.find import lock_card
from cardholders.cards.models import Card, CardEventKind, CardState
from core.errors import Conflict


def freeze_card(session: Session, card_id: int, *, now: datetime) -> Card:
    """Stop every form of the card until it is unfrozen; frozen twice is frozen.

    Raises Conflict for a card that the office stopped: a freeze must never soften that.
    """
    card = lock_card(session, card_id)
    if card.state is CardState.FROZEN:
        return card
    if card.state is not CardState.ACTIVE:
        raise Conflict(gettext("绿卡已停用，不用再冻结"))
    card.state = CardState.FROZEN
    record_event(session, card, kind=CardEventKind.FROZEN, now=now)
    session.flush()
    return card


def unfreeze_card(session: Session, card_id: int, *, now: datetime) -> Card:
    """Let the card be used again; unfrozen twice is unfrozen.

    Raises Conflict for a card that the office stopped meanwhile: the office alone ends that.
    """
    card = lock_card(session, card_id)
    if card.state is CardState.ACTIVE:
        return card
    if card.state is not CardState.FROZEN:
        raise Conflict(gettext("绿卡已被人才办停用，请联系人才办"))
    card.state = CardState.ACTIVE
    record_event(session, card, kind=CardEventKind.UNFROZEN, now=now)
    session.flush()
    return card
