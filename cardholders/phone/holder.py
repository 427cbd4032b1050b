"""Whose phone is asking: the holder, for as long as this very phone is bound to the card."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.orm import Session

from cardholders.cards.find import find_card
from cardholders.cards.models import Card, CardCredential
from cardholders.people.models import Holder
from cardholders.phone.caller import PhoneCaller
from cardholders.phone.standing import live_credential
from core.errors import DomainError


class NotBound(DomainError):
    """The phone lost its card: another one was bound, or the card is revoked."""

    status = 401
    code = "not_bound"


@dataclass(frozen=True, slots=True)
class BoundHolder:
    """A phone's card, with the holder and the honours loaded, and the credential in force."""

    card: Card
    credential: CardCredential

    @property
    def holder(self) -> Holder:
        """The person."""
        return self.card.holder


def bound_holder(session: Session, phone: PhoneCaller) -> BoundHolder:
    """Answer who holds the phone, whatever state the card is in short of revoked.

    Raises NotBound for a phone whose key is in force no more: it learns nothing.
    """
    asked = session.get_one(CardCredential, phone.credential_id)
    live = live_credential(session, asked)
    if live is None:
        raise NotBound(gettext("绿卡已不在这部手机上"))
    return BoundHolder(find_card(session, asked.card_id), live)
