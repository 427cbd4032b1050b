"""After a change of honours: what was signed before is no longer true, and dies."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.cards.credentials import end_credentials, issue_credential
from cardholders.cards.find import current_credential, find_card
from cardholders.cards.models import Card, CardState
from cardholders.keys.keyring import load_signing_key
from core.clock import shanghai_date
from core.credential.fields import CredentialForm
from core.encryption import Vault


def renew_credentials(session: Session, holder_id: int, *, vault: Vault, now: datetime) -> None:
    """Sign the phone's credential anew, bound to the same key, and end the printed one.

    The phone fetches its new one by itself; plastic is signed when it is printed again. A card
    that is stopped or has run out gets nothing signed.
    """
    card_id = session.scalar(
        select(Card.id).where(Card.holder_id == holder_id, Card.state != CardState.REVOKED)
    )
    if card_id is None:
        return
    card = find_card(session, card_id)
    phone = current_credential(session, card, CredentialForm.PHONE)
    end_credentials(session, card, now=now)
    alive = card.state is CardState.ACTIVE and shanghai_date(now) <= card.expires_on
    if phone is not None and alive:
        signing_key = load_signing_key(session, vault=vault)
        issue_credential(session, card, phone_key=phone.phone_key, signing_key=signing_key, now=now)
