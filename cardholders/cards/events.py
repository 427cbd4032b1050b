"""A line in a card's life."""

from datetime import datetime

from sqlalchemy.orm import Session

from cardholders.cards.models import Card, CardEvent, CardEventKind


def record_event(
    session: Session,
    card: Card,
    *,
    kind: CardEventKind,
    now: datetime,
    by: int | None = None,
    approved_by: int | None = None,
    ground: str | None = None,
    document_number: str | None = None,
    note: str | None = None,
) -> None:
    """Add what happened to the card, and who did it."""
    session.add(
        CardEvent(
            card_id=card.id,
            kind=kind,
            at=now,
            by=by,
            approved_by=approved_by,
            ground=ground,
            document_number=document_number,
            note=note or None,
        )
    )
