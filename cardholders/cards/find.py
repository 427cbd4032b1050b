"""Load a card with its holder and honours, or say that there is none."""

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cardholders.cards.models import Card, CardCredential, CredentialState
from cardholders.people.models import Holder
from core.credential.fields import CredentialForm, in_order
from core.errors import NotFound
from core.policy.vocabulary import Honour


def find_card(session: Session, card_id: int) -> Card:
    """Answer a card by id, its holder and the holder's honours loaded; raises NotFound."""
    card = session.scalar(
        select(Card)
        .where(Card.id == card_id)
        .options(selectinload(Card.holder).selectinload(Holder.honours))
    )
    if card is None:
        raise NotFound(gettext("没有这张卡"))
    return card


def lock_card(session: Session, card_id: int) -> Card:
    """Answer a card by id as it is now, nobody else changing it before the commit."""
    return session.scalars(
        select(Card)
        .where(Card.id == card_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def honours_held(holder: Holder) -> tuple[Honour, ...]:
    """Answer the honours a holder (with honours loaded) has now, in the vocabulary's order."""
    return in_order(tuple(grant.honour for grant in holder.honours if grant.ended_on is None))


def current_credential(session: Session, card: Card, form: CredentialForm) -> CardCredential | None:
    """Answer the credential of that form that is in force on the card, if any."""
    return session.scalar(
        select(CardCredential).where(
            CardCredential.card_id == card.id,
            CardCredential.form == form,
            CardCredential.state == CredentialState.CURRENT,
        )
    )
