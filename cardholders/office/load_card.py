"""Everything a card's page shows."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.cards.find import find_card
from cardholders.cards.licence import LicenceFields, licence_fields
from cardholders.cards.models import (
    Activation,
    Card,
    CardCredential,
    CardEvent,
    CredentialState,
)
from cardholders.cards.standing import DOCUMENT
from cardholders.cards.stop_card import card_subject
from cardholders.office.account_names import account_names
from cardholders.office.load_person import PersonPage, load_person
from cardholders.office.proposals import OpenStop, find_open_stop
from core.credential.fields import CredentialForm
from core.encryption import Vault
from core.policy.ground import Ground
from core.policy.model import Policy


@dataclass(frozen=True, slots=True)
class EventLine:
    """A line of the card's life with the names of those who acted."""

    event: CardEvent
    by: str
    approved_by: str
    ground: Ground | None


@dataclass(frozen=True, slots=True)
class CardPage:
    """A card, whose it is, what happened to it, what is in force on it, and what waits.

    `activation` is the newest activation letter's link; `proposal` a stop that waits for a
    second person.
    """

    card: Card
    person: PersonPage
    events: tuple[EventLine, ...]
    credentials: tuple[CardCredential, ...]
    activation: Activation | None
    licence: LicenceFields
    proposal: OpenStop | None

    def in_force(self, form: CredentialForm) -> CardCredential | None:
        """Answer the credential of that form that is in force, if any."""
        return next((each for each in self.credentials if each.form == form), None)

    def activation_works(self, now: datetime) -> bool:
        """Answer whether the newest letter can still bind a phone."""
        link = self.activation
        return link is not None and link.used_at is None and link.expires_at > now

    def is_overdue(self, today: date) -> bool:
        """Answer whether the card is suspended past the day it was to be reviewed."""
        until = self.card.suspended_until
        return until is not None and until < today


def load_card_page(session: Session, card_id: int, *, policy: Policy, vault: Vault) -> CardPage:
    """Answer a card's page; raises NotFound."""
    card = find_card(session, card_id)
    document = vault.open_text(card.holder.document_sealed, purpose=DOCUMENT)
    newest = select(Activation).where(Activation.card_id == card_id).order_by(Activation.id.desc())
    current = select(CardCredential).where(
        CardCredential.card_id == card_id, CardCredential.state == CredentialState.CURRENT
    )
    return CardPage(
        card=card,
        person=load_person(session, card.holder_id, vault=vault),
        events=load_events(session, card_id, policy=policy),
        credentials=tuple(session.scalars(current.order_by(CardCredential.id))),
        activation=session.scalar(newest.limit(1)),
        licence=licence_fields(card, document, policy=policy),
        proposal=find_open_stop(session, card_subject(card_id), policy=policy),
    )


def load_events(session: Session, card_id: int, *, policy: Policy) -> tuple[EventLine, ...]:
    """Answer what happened to a card, the newest first, with who did it and on which ground."""
    events = session.scalars(
        select(CardEvent).where(CardEvent.card_id == card_id).order_by(CardEvent.id.desc())
    ).all()
    names = account_names(session, [i for event in events for i in (event.by, event.approved_by)])
    grounds = {ground.code: ground for ground in policy.grounds}
    return tuple(
        EventLine(
            event,
            names.get(event.by, ""),
            names.get(event.approved_by, ""),
            grounds.get(event.ground or ""),
        )
        for event in events
    )
