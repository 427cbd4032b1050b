"""Give a card to a phone: what every way to bind one ends in."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from cardholders.cards.credentials import issue_credential
from cardholders.cards.events import record_event
from cardholders.cards.models import Card, CardCredential, CardEventKind
from core.credential.binding_proof import check_binding_proof
from core.credential.issuer_key import SigningKey
from core.credential.phone_key import read_phone_key
from core.errors import InvalidInput


def read_held_key(text: str, proof: str, *, secret: str, now: datetime) -> bytes:
    """Answer the public key (33 bytes) that a phone sends as base64url and proves to hold.

    `secret` is the link's token or the code's ticket, which the proof signs. Raises InvalidInput.
    """
    phone_key = read_phone_key(text)
    if phone_key is None or not check_binding_proof(
        proof, phone_key, activation_token=secret, now=now
    ):
        raise InvalidInput(gettext("手机时间不准或浏览器不支持，请校准手机时间后重试"))
    return phone_key


def lock_card(session: Session, card: Card) -> None:
    """Look at the card again, and let nobody else bind or stop it until the transaction ends."""
    session.refresh(card, ["state", "expires_on"], with_for_update=True)


def give_phone(
    session: Session, card: Card, *, phone_key: bytes, signing_key: SigningKey, now: datetime
) -> CardCredential:
    """Sign the phone's credential; the phone before it loses its own.

    Raises Conflict for a card that is not alive.
    """
    credential = issue_credential(
        session, card, phone_key=phone_key, signing_key=signing_key, now=now
    )
    record_event(session, card, kind=CardEventKind.PHONE_BOUND, now=now)
    return credential
