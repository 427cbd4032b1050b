"""Put a suspended or frozen card back into force."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from cardholders.cards.events import record_event
from cardholders.cards.find import find_card
from cardholders.cards.models import Card, CardEventKind, CardState
from core.errors import Conflict, InvalidInput

_PAUSED = frozenset({CardState.SUSPENDED, CardState.FROZEN})


def reinstate_card(session: Session, card_id: int, *, note: str, by: int, now: datetime) -> Card:
    """End the pause of a card; credentials that were replaced meanwhile stay dead.

    Raises Conflict for a card that is not paused, InvalidInput without a note saying why.
    """
    card = find_card(session, card_id)
    if card.state not in _PAUSED:
        raise Conflict(gettext("此卡没有暂停，无需恢复"))
    if not note.strip():
        raise InvalidInput(gettext("请写明恢复的理由"), field="note")
    card.state = CardState.ACTIVE
    card.suspended_until = None
    record_event(session, card, kind=CardEventKind.REINSTATED, now=now, by=by, note=note)
    session.flush()
    return card
