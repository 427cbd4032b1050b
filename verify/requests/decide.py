"""A desk answers a request of its site: accepted with a day, or declined with a word."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from flask_babel import gettext
from sqlalchemy import case, select, update
from sqlalchemy.orm import Session

from core.clock import shanghai_date
from core.encryption import Vault
from core.errors import InvalidInput, NotFound
from partners.places import Place
from verify.requests.events import note_state
from verify.requests.models import HolderRequest
from verify.requests.rules import AHEAD, RequestState

WORD = "requests.word"
MAX_WORD = 200


@dataclass(frozen=True, slots=True)
class Hand:
    """The desk that answers, who stands there, and when."""

    place: Place
    account_id: int
    vault: Vault
    now: datetime


def accept_request(
    session: Session,
    request_id: UUID,
    *,
    day: date,
    at: time | None,
    word: str | None,
    hand: Hand,
) -> HolderRequest | None:
    """Accept a request for a day; None when it is no longer waiting for an answer.

    A stay keeps its last day unless it would end before it begins. Raises InvalidInput for a
    day past or more than a year ahead, NotFound for a request of no business of this site.
    """
    today = shanghai_date(hand.now)
    if not today <= day <= today + AHEAD:
        raise InvalidInput(gettext("请选今天起一年以内的日期"), field="day")
    last_day = case(
        (HolderRequest.wished_until > day, HolderRequest.wished_until),
        else_=day,
    )
    return _answer(
        session,
        request_id,
        RequestState.ACCEPTED,
        seen=RequestState.SUBMITTED,
        word=word,
        hand=hand,
        further={"first_day": day, "last_day": last_day, "agreed_time": at},
    )


def decline_request(
    session: Session, request_id: UUID, *, seen: RequestState, word: str | None, hand: Hand
) -> HolderRequest | None:
    """Decline a request that stood as `seen`, or call an agreed one off; None when it moved on.

    Raises InvalidInput without a word, NotFound for a request of no business of this site.
    """
    if not word:
        raise InvalidInput(gettext("请写明原因或建议，持卡人会看到"), field="word")
    return _answer(session, request_id, RequestState.DECLINED, seen=seen, word=word, hand=hand)


def _answer(
    session: Session,
    request_id: UUID,
    state: RequestState,
    *,
    seen: RequestState,
    word: str | None,
    hand: Hand,
    further: dict[str, object] | None = None,
) -> HolderRequest | None:
    """Bring a request into a state, if it stands as it was seen: of two desks one does."""
    here = (HolderRequest.id == request_id) & (HolderRequest.site_id == hand.place.site_id)
    answered = session.scalars(
        update(HolderRequest)
        .where(
            here,
            HolderRequest.state == seen,
            HolderRequest.last_day >= shanghai_date(hand.now),
        )
        .values(
            state=state,
            decided_at=hand.now,
            decided_by=hand.account_id,
            decided_desk=hand.place.desk_id,
            word_sealed=hand.vault.seal_text(word, purpose=WORD) if word else None,
            **(further or {}),
        )
        .returning(HolderRequest),
        execution_options={"populate_existing": True, "synchronize_session": False},
    ).one_or_none()
    if answered is not None:
        note_state(session, [answered.id], state, now=hand.now, by=hand.account_id)
    elif session.scalar(select(HolderRequest.id).where(here)) is None:
        raise NotFound(gettext("本处没有这份申请"))
    return answered
