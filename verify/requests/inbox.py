"""What was asked of a site: waiting for an answer, agreed on, and closed lately."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from cardholders.cards.models import CardState
from cardholders.people.masking import mask_name
from core.clock import shanghai_date
from core.encryption import Vault
from partners.places import Place
from verify.lasting.lists import Concern, concern_of, with_holder
from verify.requests.decide import WORD
from verify.requests.events import load_events
from verify.requests.models import HolderRequest, RequestEvent
from verify.requests.rules import ANSWERING, OPEN, RequestState, state_on
from verify.requests.submit import NOTE

LATELY = timedelta(days=30)
MOST = 200


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request as its site's desks see it; the name is masked, None once it was erased."""

    request: HolderRequest
    state: RequestState
    name: str | None
    card_number: str | None
    concern: Concern | None
    note: str | None
    word: str | None
    events: tuple[RequestEvent, ...]


@dataclass(frozen=True, slots=True)
class Inbox:
    """The requests of a site: the ones to answer, the agreed ones, those of the last 30 days."""

    waiting: tuple[RequestLine, ...]
    agreed: tuple[RequestLine, ...]
    closed: tuple[RequestLine, ...]


def count_waiting(session: Session, place: Place, *, now: datetime) -> int | None:
    """Answer how many requests wait for an answer here; None where requests never come."""
    if place.kind not in ANSWERING or place.is_gate:
        return None
    waiting = select(func.count()).where(_stands(place.site_id, RequestState.SUBMITTED, now))
    return session.scalar(waiting) or 0


def load_inbox(session: Session, site_id: int, *, vault: Vault, now: datetime) -> Inbox:
    """Answer what was asked of a site, what is due first before the rest."""
    today = shanghai_date(now)
    closed = (HolderRequest.site_id == site_id) & (
        HolderRequest.state.not_in(OPEN) | (HolderRequest.last_day < today)
    )
    lately = HolderRequest.last_day >= today - LATELY
    by_day = (HolderRequest.first_day, HolderRequest.created_at)

    def lines(
        where: ColumnElement[bool], *order: ColumnElement[Any] | InstrumentedAttribute[Any]
    ) -> tuple[RequestLine, ...]:
        rows = session.execute(
            with_holder(HolderRequest, HolderRequest.subject_key)
            .where(where)
            .order_by(*order)
            .limit(MOST)
        ).all()
        events = load_events(session, [row[0].id for row in rows])
        return tuple(_line(row, events, vault, now=now) for row in rows)

    return Inbox(
        waiting=lines(_stands(site_id, RequestState.SUBMITTED, now), *by_day),
        agreed=lines(_stands(site_id, RequestState.ACCEPTED, now), *by_day),
        closed=lines(closed & lately, HolderRequest.last_day.desc(), HolderRequest.created_at),
    )


def _stands(site_id: int, state: RequestState, now: datetime) -> ColumnElement[bool]:
    return (
        (HolderRequest.site_id == site_id)
        & (HolderRequest.state == state)
        & (HolderRequest.last_day >= shanghai_date(now))
    )


def _line(
    row: Row[HolderRequest, str | None, str | None, CardState | None, date | None, bool],
    events: dict[UUID, list[RequestEvent]],
    vault: Vault,
    *,
    now: datetime,
) -> RequestLine:
    request, name, number, state, expires_on, honoured = row
    today = shanghai_date(now)
    concern = concern_of(state, expires_on, honoured=honoured, today=today) if name else None
    return RequestLine(
        request=request,
        state=state_on(request.state, request.last_day, today=today),
        name=mask_name(name) if name else None,
        card_number=number,
        concern=concern,
        note=vault.open_text(request.note_sealed, purpose=NOTE) if request.note_sealed else None,
        word=vault.open_text(request.word_sealed, purpose=WORD) if request.word_sealed else None,
        events=tuple(events[request.id]),
    )
