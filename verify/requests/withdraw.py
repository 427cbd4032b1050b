"""A holder takes a request back."""

from datetime import datetime
from uuid import UUID

from flask_babel import gettext
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.errors import Conflict, NotFound
from verify.requests.events import note_state
from verify.requests.models import HolderRequest
from verify.requests.rules import OPEN, RequestState


def withdraw_request(
    session: Session, request_id: UUID, *, subject_key: UUID, now: datetime
) -> None:
    """Withdraw an open request of this holder; once withdrawn it stays so.

    Raises NotFound for one that is none of the holder's, Conflict for one that is closed.
    """
    own = (HolderRequest.id == request_id) & (HolderRequest.subject_key == subject_key)
    withdrawn = session.scalars(
        update(HolderRequest)
        .where(own, HolderRequest.state.in_(OPEN))
        .values(state=RequestState.WITHDRAWN)
        .returning(HolderRequest.id)
    ).all()
    if withdrawn:
        note_state(session, withdrawn, RequestState.WITHDRAWN, now=now)
        return
    state = session.scalar(select(HolderRequest.state).where(own))
    if state is None:
        raise NotFound(gettext("没有这份申请"))
    if state is not RequestState.WITHDRAWN:
        raise Conflict(gettext("这份申请已经办结，不用撤回"))
