"""What a holder's card is on: this phone, those before it, the plastic; and who may unfreeze it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.cards.find import current_credential
from cardholders.cards.models import Card, CardCredential
from cardholders.people.contact import Contact, contacts_of
from cardholders.phone.holder import BoundHolder
from core.credential.fields import CredentialForm
from core.encryption import Vault


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone that held the card, from when it was bound until it lost it; `to` None: it holds."""

    label: str | None
    since: datetime
    to: datetime | None


@dataclass(frozen=True, slots=True)
class Devices:
    """The phone that asks, those before it (the newest first), since when there is plastic."""

    current: Phone
    former: tuple[Phone, ...]
    plastic_since: datetime | None
    contacts: tuple[Contact, ...]


def load_devices(session: Session, bound: BoundHolder, *, vault: Vault) -> Devices:
    """Answer everything that the asking phone's card is on."""
    phones = load_phones(session, bound.card)
    plastic = current_credential(session, bound.card, CredentialForm.PRINTED)
    return Devices(
        current=next(each for each in phones if each.to is None),
        former=tuple(each for each in phones if each.to is not None),
        plastic_since=plastic.created_at if plastic else None,
        contacts=contacts_of(bound.holder, vault=vault),
    )


def load_phones(session: Session, card: Card) -> tuple[Phone, ...]:
    """Answer every phone the card was ever on, the newest first.

    One phone may have had several credentials, each signed anew: they count as one stretch.
    """
    signed = session.scalars(
        select(CardCredential)
        .where(CardCredential.card_id == card.id, CardCredential.form == CredentialForm.PHONE)
        .order_by(CardCredential.id)
    ).all()
    stretches: dict[bytes, list[CardCredential]] = {}
    for each in signed:
        stretches.setdefault(each.phone_key or b"", []).append(each)
    phones = (_phone(credentials) for credentials in stretches.values())
    return tuple(sorted(phones, key=lambda each: each.since, reverse=True))


def _phone(credentials: list[CardCredential]) -> Phone:
    first, last = credentials[0], credentials[-1]
    return Phone(last.phone_label, first.created_at, last.replaced_at)
