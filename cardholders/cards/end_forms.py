"""End one form of a card at its holder's word: the lost plastic, or the phone. There is no undo."""

from datetime import datetime

from sqlalchemy.orm import Session

from cardholders.cards.credentials import end_credentials
from cardholders.cards.events import record_event
from cardholders.cards.find import current_credential, lock_card
from cardholders.cards.models import CardEventKind
from core.credential.fields import CredentialForm
from core.policy.model import Policy
from core.policy.vocabulary import Effect, Party


def report_plastic_lost(session: Session, card_id: int, *, policy: Policy, now: datetime) -> bool:
    """End the printed credential at once, whatever state the card is in; the phone goes on.

    Answers whether there was one: reported twice is reported.
    """
    card = lock_card(session, card_id)
    if current_credential(session, card, CredentialForm.PRINTED) is None:
        return False
    end_credentials(session, card, form=CredentialForm.PRINTED, now=now)
    record_event(
        session, card, kind=CardEventKind.PLASTIC_LOST, ground=_ground_of_loss(policy), now=now
    )
    return True


def unbind_phone(session: Session, card_id: int, *, now: datetime) -> None:
    """End the phone's credential at once; a phone, this or another, is bound again as ever."""
    card = lock_card(session, card_id)
    end_credentials(session, card, form=CredentialForm.PHONE, now=now)
    record_event(session, card, kind=CardEventKind.PHONE_UNBOUND, now=now)


def _ground_of_loss(policy: Policy) -> str | None:
    """The policy's ground on which a holder has a lost card replaced, where it has one."""
    lost = (
        each.code
        for each in policy.grounds
        if each.effect is Effect.CARD_REPLACED and Party.HOLDER in each.decided_by
    )
    return next(lost, None)
