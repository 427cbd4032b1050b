"""All cards, by number or name, by how they stand, by honour and by when they run out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from types import MappingProxyType

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session, contains_eager

from cardholders.cards.find import honours_held
from cardholders.cards.models import (
    Card,
    CardCredential,
    CardEvent,
    CardEventKind,
    CardState,
    CredentialState,
)
from cardholders.people.models import Holder, HonourGrant
from core.credential.fields import CredentialForm
from core.database.ordering import Orderable, ordering
from core.database.pages import Page, every_row, turn_to
from core.policy.vocabulary import Honour

MONTHS_OF_A_QUARTER = 3
ORDERS: Mapping[str, Orderable] = MappingProxyType(
    {
        "number": Card.number,
        "name": Holder.name,
        "employer": Holder.host_employer,
        "issued": Card.issued_on,
        "expires": Card.expires_on,
        "newest": Card.id,
    }
)


class CardsStanding(StrEnum):
    """Which cards to list, by how they stand today."""

    LIVE = "live"
    ACTIVE = "active"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    FROZEN = "frozen"
    REVOKED = "revoked"
    ALL = "all"


class Expiry(StrEnum):
    """Which cards to list, by the time in which they run out."""

    THIS_MONTH = "this_month"
    THIS_QUARTER = "this_quarter"
    NEXT_QUARTER = "next_quarter"
    THIS_YEAR = "this_year"
    NEXT_YEAR = "next_year"


@dataclass(frozen=True, slots=True)
class CardsAsked:
    """Which cards, in which order (a key of ORDERS, - before it for down); None means any.

    `without_plastic` leaves those of which a printed card that still holds was made.
    """

    text: str = ""
    standing: CardsStanding = CardsStanding.LIVE
    honour: Honour | None = None
    expiry: Expiry | None = None
    without_plastic: bool = False
    sort: str = ""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A line of the list: the card, its holder loaded, and the honours held now."""

    card: Card
    honours: tuple[Honour, ...]


def list_cards(session: Session, asked: CardsAsked, *, today: date, page: int = 1) -> Page[CardRow]:
    """Answer a page of the cards, the newest first unless asked otherwise."""
    return turn_to(session, page, found=_in_order(asked, today), load=partial(load_rows, session))


def count_cards(session: Session, asked: CardsAsked, *, today: date) -> int:
    """Answer how many they are."""
    return session.scalar(select(func.count()).select_from(_found(asked, today).subquery())) or 0


def every_card(session: Session, asked: CardsAsked, *, today: date, most: int) -> Iterator[CardRow]:
    """Answer all of them in the same order, one after another, `most` at most."""
    found = _in_order(asked, today)
    return every_row(session, found=found, load=partial(load_rows, session), most=most)


def load_rows(session: Session, ids: list[int]) -> list[CardRow]:
    """Answer the cards of these ids, in their order; unknown ones are left out."""
    loaded = session.scalars(
        select(Card)
        .join(Card.holder)
        .where(Card.id.in_(ids))
        .options(contains_eager(Card.holder).selectinload(Holder.honours))
    )
    cards = {card.id: card for card in loaded}
    found = [cards[each] for each in ids if each in cards]
    return [CardRow(card, honours_held(card.holder)) for card in found]


def days_of(expiry: Expiry, *, today: date) -> tuple[date, date]:
    """Answer the first and the last day of a time, both included."""
    month = today.replace(day=1)
    quarter = month - relativedelta(months=(month.month - 1) % MONTHS_OF_A_QUARTER)
    year = date(today.year, 1, 1)
    begin, months = {
        Expiry.THIS_MONTH: (month, 1),
        Expiry.THIS_QUARTER: (quarter, MONTHS_OF_A_QUARTER),
        Expiry.NEXT_QUARTER: (quarter + relativedelta(months=MONTHS_OF_A_QUARTER), 3),
        Expiry.THIS_YEAR: (year, 12),
        Expiry.NEXT_YEAR: (year + relativedelta(years=1), 12),
    }[expiry]
    return begin, begin + relativedelta(months=months) - timedelta(days=1)


def _found(asked: CardsAsked, today: date) -> Select[int]:
    found = select(Card.id).join(Holder, Holder.id == Card.holder_id)
    found = found.where(_stands(asked.standing, today))
    text = asked.text.replace("\0", "").strip()
    if text:
        by_number = Card.number.startswith(text.upper(), autoescape=True)
        found = found.where(or_(by_number, Holder.name.icontains(text, autoescape=True)))
    if asked.honour is not None:
        held = exists().where(
            HonourGrant.holder_id == Holder.id,
            HonourGrant.honour == asked.honour,
            HonourGrant.ended_on.is_(None),
        )
        found = found.where(held)
    if asked.expiry is not None:
        found = found.where(Card.expires_on.between(*days_of(asked.expiry, today=today)))
    if asked.without_plastic:
        found = found.where(~_plastic_made())
    return found


def _plastic_made() -> ColumnElement[bool]:
    printed = select(CardEvent.id).join(CardCredential, CardCredential.card_id == CardEvent.card_id)
    return exists(
        printed.where(
            CardEvent.card_id == Card.id,
            CardEvent.kind == CardEventKind.PRINTED,
            CardEvent.at >= CardCredential.created_at,
            CardCredential.form == CredentialForm.PRINTED,
            CardCredential.state == CredentialState.CURRENT,
        )
    )


def _stands(standing: CardsStanding, today: date) -> ColumnElement[bool]:
    match standing:
        case CardsStanding.ALL:
            return true()
        case CardsStanding.LIVE:
            return Card.state != CardState.REVOKED
        case CardsStanding.ACTIVE:
            return and_(Card.state == CardState.ACTIVE, Card.expires_on >= today)
        case CardsStanding.EXPIRED:
            return and_(Card.state == CardState.ACTIVE, Card.expires_on < today)
        case _:
            return Card.state == CardState(standing.value)


def _in_order(asked: CardsAsked, today: date) -> Select[int]:
    found = _found(asked, today)
    return found.order_by(*ordering(asked.sort, ORDERS, otherwise="-newest", last=Card.id))
