"""The whole life of one card, newest first, page by page: what was done to it, and its uses.

A card has some dozens of acts and thousands of uses. The acts are read whole, of the uses one
page; both are merged in one order, so that a page has no gap and no line twice.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cardholders.cards.find import find_card
from cardholders.cards.models import Card, CardCredential
from cardholders.office.load_card import load_events
from cardholders.people.models import HonourGrant
from core.clock import start_of_day
from core.policy.model import Policy
from core.policy.vocabulary import Language
from verify.timeline.moments import Day, Moment, Place, Shown, Source, by_day
from verify.usage.lines import load_card_uses

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One page of a card's life (holder and honours loaded); `older` is where the next begins."""

    card: Card
    days: tuple[Day, ...]
    older: Place | None


def load_timeline(
    session: Session,
    card_id: int,
    *,
    policy: Policy,
    language: Language,
    shown: Shown = Shown.ALL,
    before: Place | None = None,
    size: int = PAGE_SIZE,
) -> TimelinePage:
    """Answer the lines before a place (the newest without one); raises NotFound."""
    card = find_card(session, card_id)
    acts = [] if shown is Shown.USES else _acts(session, card, policy)
    uses = [] if shown is Shown.ACTS else _uses(session, card_id, language, before, size + 1)
    wanted = (each for each in acts if before is None or each.place < before)
    newest = heapq.nlargest(size + 1, [*wanted, *uses], key=lambda each: each.place)
    page = newest[:size]
    more = len(newest) > size
    return TimelinePage(card, by_day(page), page[-1].place if more else None)


def _uses(
    session: Session, card_id: int, language: Language, before: Place | None, limit: int
) -> list[Moment]:
    # No source counts as newer than a use: before an act of a moment there are earlier ones only.
    edge = None
    if before is not None:
        edge = before.at, before.id if before.source is Source.USE else 0
    lines = load_card_uses(session, card_id, language=language, limit=limit, before=edge)
    return [Moment(Place(line.at, Source.USE, line.id), use=line) for line in lines]


def _acts(session: Session, card: Card, policy: Policy) -> list[Moment]:
    events = load_events(session, card.id, policy=policy)
    return [
        *(Moment(Place(e.event.at, Source.EVENT, e.event.id), event=e) for e in events),
        *_credentials(session, card),
        *_honours(session, card),
    ]


def _credentials(session: Session, card: Card) -> Iterator[Moment]:
    signed = select(CardCredential).where(CardCredential.card_id == card.id)
    for each in session.scalars(signed):
        yield Moment(Place(each.created_at, Source.SIGNED, each.id), credential=each)
        if each.replaced_at is not None:
            place = Place(each.replaced_at, Source.REPLACED, each.id)
            yield Moment(place, credential=each, ended=True)


def _honours(session: Session, card: Card) -> Iterator[Moment]:
    granted = select(HonourGrant).where(HonourGrant.holder_id == card.holder_id)
    for each in session.scalars(granted.options(selectinload(HonourGrant.decision))):
        yield Moment(_on(each.granted_on, each.id), honour=each)
        if each.ended_on is not None:
            yield Moment(_on(each.ended_on, each.id), honour=each, ended=True)


def _on(day: date, number: int) -> Place:
    return Place(start_of_day(day), Source.HONOUR, number)
