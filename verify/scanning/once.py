"""A request is carried out once: its id, sent again, gets the first answer again."""

from flask_babel import gettext
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from core.database.base import table_of
from core.database.insert_once import insert_once
from core.errors import Conflict
from verify.scanning.answer import Answer, read_answer, write_answer
from verify.scanning.models import ClientId, EntryKind
from verify.scanning.requests import DeskRequest, Occasion, body_hash

ANSWER = "client_ids.answer"
_IDS = table_of(ClientId)
_THIS = (_IDS.c.desk_id == bindparam("desk")) & (_IDS.c.client_id == bindparam("client"))
_FIND = select(_IDS.c.kind, _IDS.c.body_hash, _IDS.c.answer_sealed).where(_THIS)
_KEEP = update(_IDS).where(_THIS).values(answer_sealed=bindparam("answer_sealed"))


def first_answer(
    session: Session, request: DeskRequest, *, kind: EntryKind, occasion: Occasion
) -> Answer | None:
    """Claim the request's id; answer what it was answered first, or None when it is new.

    Raises Conflict when the desk has used the id for something else.
    """
    desk_id = occasion.place.desk_id
    digest = body_hash(request)
    new = insert_once(
        session,
        ClientId,
        desk_id=desk_id,
        client_id=request.id,
        kind=kind,
        body_hash=digest,
        received_at=occasion.now,
    )
    if new:
        return None
    earlier = session.connection().execute(_FIND, {"desk": desk_id, "client": request.id}).one()
    if earlier.kind is not kind or earlier.body_hash != digest or not earlier.answer_sealed:
        raise Conflict(gettext("这个编号已用于另一次请求，请换一个新编号"))
    return read_answer(occasion.vault.open(earlier.answer_sealed, purpose=ANSWER))


def remember_answer(session: Session, answer: Answer, *, occasion: Occasion) -> Answer:
    """Keep the answer with its request's id, sealed, and hand it on."""
    session.connection().execute(
        _KEEP,
        {
            "desk": occasion.place.desk_id,
            "client": answer.id,
            "answer_sealed": occasion.vault.seal(write_answer(answer), purpose=ANSWER),
        },
    )
    return answer
