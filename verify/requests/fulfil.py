"""A use fulfils the request for it, and a use taken back opens it again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, literal, select, update
from sqlalchemy.orm import Session, aliased

from cardholders.people.models import Holder
from core.clock import shanghai_date
from partners.places import Place
from verify.requests.events import note_state
from verify.requests.models import HolderRequest
from verify.requests.rules import ANSWERING, OPEN, RequestState


def fulfil_request(
    session: Session,
    subject_key: UUID,
    *,
    benefit: str,
    place: Place,
    redemption: UUID,
    now: datetime,
) -> None:
    """Close the holder's request for this benefit at this site, if there is one for today.

    Part of the use's own transaction; a gate, where nothing is requested, asks nothing.
    """
    if place.kind not in ANSWERING:
        return
    today = shanghai_date(now)
    fulfilled = session.scalars(
        update(HolderRequest)
        .where(
            HolderRequest.subject_key == subject_key,
            HolderRequest.benefit == benefit,
            HolderRequest.site_id == place.site_id,
            HolderRequest.state.in_(OPEN),
            HolderRequest.first_day <= today,
            HolderRequest.last_day >= today,
        )
        .values(state=RequestState.FULFILLED, used_at_desk=place.desk_id, redemption_id=redemption)
        .returning(HolderRequest.id)
    ).all()
    note_state(session, fulfilled, RequestState.FULFILLED, now=now)


def reopen_request(session: Session, desk_id: int, redemption: UUID, *, now: datetime) -> None:
    """Let the request that the use fulfilled stand as before, in the transaction of its void.

    Where the holder has asked for the same again meanwhile, the earlier one stays closed.
    """
    used = (HolderRequest.used_at_desk == desk_id) & (HolderRequest.redemption_id == redemption)
    subject = session.scalar(select(HolderRequest.subject_key).where(used))
    if subject is None:
        return
    session.execute(select(Holder.id).where(Holder.subject_key == subject).with_for_update())
    other = aliased(HolderRequest)
    asked_again = exists().where(
        other.subject_key == HolderRequest.subject_key,
        other.benefit == HolderRequest.benefit,
        other.site_id == HolderRequest.site_id,
        other.state.in_(OPEN),
    )
    before = case(
        (asked_again, _state(RequestState.LAPSED)),
        (HolderRequest.decided_at.is_not(None), _state(RequestState.ACCEPTED)),
        else_=_state(RequestState.SUBMITTED),
    )
    reopened = session.execute(
        update(HolderRequest)
        .where(used, HolderRequest.state == RequestState.FULFILLED)
        .values(state=before, used_at_desk=None, redemption_id=None)
        .returning(HolderRequest.id, HolderRequest.state),
        execution_options={"synchronize_session": False},
    )
    for request_id, state in reopened.all():
        note_state(session, [request_id], state, now=now)


def _state(state: RequestState) -> ColumnElement[RequestState]:
    return literal(state, HolderRequest.state.type)
