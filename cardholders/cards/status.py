"""The status of every credential, as the published lists have it: derived, never stored."""

from datetime import date

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from cardholders.cards.models import Card, CardCredential, CardState, CredentialState
from core.credential.status_list import StatusValue
from core.credential.tokens import LIST_ENTRY_BITS

LIST_SIZE = 1 << LIST_ENTRY_BITS


def list_exists(session: Session, number: int) -> bool:
    """Answer whether a list of this number is published: 0, and each that holds a credential."""
    newest = session.scalar(select(func.max(CardCredential.id))) or 0
    return number <= newest // LIST_SIZE


def load_status_values(session: Session, number: int) -> dict[int, StatusValue]:
    """Answer what is not valid on one list, by the place of each credential on it."""
    first = number * LIST_SIZE
    rows = session.execute(
        select(
            CardCredential.id,
            CardCredential.state,
            CardCredential.expires_on,
            Card.state.label("card_state"),
            Card.expires_on.label("card_expires_on"),
        )
        .join(Card, Card.id == CardCredential.card_id)
        .where(CardCredential.id >= first, CardCredential.id < first + LIST_SIZE)
        .where(
            (CardCredential.state != CredentialState.CURRENT)
            | (Card.state != CardState.ACTIVE)
            | (Card.expires_on < CardCredential.expires_on)
        )
    )
    return {row.id - first: _value(row) for row in rows}


def _value(row: Row[int, CredentialState, date, CardState, date]) -> StatusValue:
    dead = row.state is not CredentialState.CURRENT or row.card_state is CardState.REVOKED
    if dead or row.card_expires_on < row.expires_on:
        return StatusValue.INVALID
    return StatusValue.SUSPENDED


def count_current_credentials(session: Session) -> dict[int, int]:
    """Answer how many credentials in force rest on each key, by key number."""
    rows = session.execute(
        select(CardCredential.key_number, func.count().label("current"))
        .where(CardCredential.state == CredentialState.CURRENT)
        .group_by(CardCredential.key_number)
    )
    return {row.key_number: row.current for row in rows}
