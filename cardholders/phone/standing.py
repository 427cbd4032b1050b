"""What a bound phone is told of its card: alive with its credential, or plainly what it is not."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.cards.credentials import is_up_to_date, refresh_credential
from cardholders.cards.find import find_card
from cardholders.cards.models import Card, CardCredential, CardState, CredentialState
from cardholders.keys.keyring import load_keys, load_signing_key
from core.clock import shanghai_date
from core.credential.issuer_key import IssuerKey
from core.encryption import Vault


class PhoneState(StrEnum):
    """What the phone shows; only `active` shows a code, and none ever names a ground."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    FROZEN = "frozen"
    REVOKED = "revoked"
    EXPIRED = "expired"
    REPLACED = "replaced"


_OF_CARD = {
    CardState.SUSPENDED: PhoneState.SUSPENDED,
    CardState.FROZEN: PhoneState.FROZEN,
    CardState.REVOKED: PhoneState.REVOKED,
}


@dataclass(frozen=True, slots=True)
class PhoneStanding:
    """A phone's card, and its credential with the key that signed it while the card is active."""

    state: PhoneState
    card: Card
    credential: CardCredential | None
    key: IssuerKey | None


def stand_of_phone(session: Session, credential_id: int, *, now: datetime) -> PhoneStanding | None:
    """Answer how the phone stands, writing nothing; None when its credential needs renewing."""
    asked = session.get_one(CardCredential, credential_id)
    card = find_card(session, asked.card_id)
    live = live_credential(session, asked)
    state = _state(card, live, now=now)
    if state is not PhoneState.ACTIVE or live is None:
        return PhoneStanding(state, card, None, None)
    keys = load_keys(session)
    newest = max(number for number, key in keys.items() if key.retired_at is None)
    if not is_up_to_date(live, card, key_number=newest):
        return None
    return PhoneStanding(state, card, live, keys[live.key_number])


def renew_phone(
    session: Session, credential_id: int, *, vault: Vault, now: datetime
) -> PhoneStanding:
    """Bring the phone's credential up to date and answer how it stands; one renewal at a time."""
    asked = session.get_one(CardCredential, credential_id)
    session.execute(select(Card.id).where(Card.id == asked.card_id).with_for_update())
    card = find_card(session, asked.card_id)
    live = live_credential(session, asked)
    state = _state(card, live, now=now)
    if state is not PhoneState.ACTIVE or live is None:
        return PhoneStanding(state, card, None, None)
    signing_key = load_signing_key(session, vault=vault)
    renewed = refresh_credential(session, live, card, signing_key=signing_key, now=now)
    return PhoneStanding(state, card, renewed, signing_key.key)


def live_credential(session: Session, asked: CardCredential) -> CardCredential | None:
    """Answer the credential in force of this very phone: the one asked for, or what renewed it."""
    return session.scalar(
        select(CardCredential).where(
            CardCredential.card_id == asked.card_id,
            CardCredential.phone_key == asked.phone_key,
            CardCredential.state == CredentialState.CURRENT,
        )
    )


def _state(card: Card, live: CardCredential | None, *, now: datetime) -> PhoneState:
    if card.state is CardState.REVOKED:
        return PhoneState.REVOKED
    if live is None:
        return PhoneState.REPLACED
    if card.state is not CardState.ACTIVE:
        return _OF_CARD[card.state]
    return PhoneState.EXPIRED if shanghai_date(now) > card.expires_on else PhoneState.ACTIVE
