"""The history of a request: one line for each state it came into."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from core.clock import shanghai_date
from verify.requests.models import HolderRequest, RequestEvent
from verify.requests.rules import OPEN, RequestState


def note_state(
    session: Session,
    request_ids: Iterable[UUID],
    state: RequestState,
    *,
    now: datetime,
    by: int | None = None,
) -> None:
    """Write down that requests came into a state."""
    rows = [
        {"request_id": each, "state": state, "at": now, "account_id": by} for each in request_ids
    ]
    if rows:
        session.connection().execute(insert(RequestEvent), rows)


def load_events(session: Session, request_ids: Iterable[UUID]) -> dict[UUID, list[RequestEvent]]:
    """Answer the history of each request, oldest first."""
    found: dict[UUID, list[RequestEvent]] = {each: [] for each in request_ids}
    events = session.scalars(
        select(RequestEvent)
        .where(RequestEvent.request_id.in_(list(found)))
        .order_by(RequestEvent.id)
    )
    for event in events:
        found[event.request_id].append(event)
    return found


def lapse_past(session: Session, subject_key: UUID, *, now: datetime) -> None:
    """Close a holder's open requests whose last day is over."""
    today = shanghai_date(now)
    lapsed = session.scalars(
        update(HolderRequest)
        .where(
            HolderRequest.subject_key == subject_key,
            HolderRequest.state.in_(OPEN),
            HolderRequest.last_day < today,
        )
        .values(state=RequestState.LAPSED)
        .returning(HolderRequest.id)
    ).all()
    note_state(session, lapsed, RequestState.LAPSED, now=now)
