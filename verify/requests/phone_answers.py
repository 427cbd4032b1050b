"""What the phone is told of the holder's requests, as JSON."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.clock import shanghai_date
from core.encryption import Vault
from core.policy.vocabulary import Language
from core.web.language import show_moment
from partners.models import Desk, Partner, Site
from verify.requests.decide import WORD
from verify.requests.events import load_events
from verify.requests.models import HolderRequest, RequestEvent
from verify.requests.rules import OPEN, RequestState, state_on
from verify.requests.submit import NOTE, Terms
from verify.requests.words import EVENTS, agreed_words, wished_words

Json = dict[str, Any]
MOST = 100


def requests_answer(
    session: Session, subject_key: UUID, *, terms: Terms, language: Language
) -> list[Json]:
    """Answer the holder's requests as the phone shows them, the newest first."""
    rows = session.execute(
        select(
            HolderRequest,
            Site.name,
            Site.name_en,
            Partner.telephone,
            Desk.name.label("desk"),
            Desk.name_en.label("desk_en"),
        )
        .join(Site, Site.id == HolderRequest.site_id)
        .join(Partner, Partner.id == HolderRequest.partner_id)
        .outerjoin(Desk, Desk.id == HolderRequest.decided_desk)
        .where(HolderRequest.subject_key == subject_key)
        .order_by(HolderRequest.created_at.desc(), HolderRequest.id)
        .limit(MOST)
    ).all()
    events = load_events(session, [row[0].id for row in rows])
    english = language is Language.EN
    return [
        _request(row[0], terms=terms, language=language, events=events[row[0].id])
        | {
            "site": row.name_en if english else row.name,
            "telephone": row.telephone,
            "desk": row.desk_en if english else row.desk,
        }
        for row in rows
    ]


def _request(
    request: HolderRequest,
    *,
    terms: Terms,
    language: Language,
    events: Sequence[RequestEvent],
) -> Json:
    state = state_on(request.state, request.last_day, today=shanghai_date(terms.now))
    agreed = request.decided_at is not None and state is not RequestState.DECLINED
    until = request.last_day if request.wished_until else None
    return {
        "id": str(request.id),
        "name": terms.policy.benefit(request.benefit).name.in_(language),
        "state": state,
        "open": state in OPEN,
        "wished": wished_words(request.wished_day, request.wished_until, request.part),
        "agreed": agreed_words(request.first_day, until, request.agreed_time) if agreed else None,
        "note": _open(request.note_sealed, NOTE, terms.vault),
        "word": _open(request.word_sealed, WORD, terms.vault),
        "events": [
            {"words": str(EVENTS[each.state]), "at": show_moment(each.at)} for each in events
        ],
    }


def _open(sealed: bytes | None, purpose: str, vault: Vault) -> str | None:
    return vault.open_text(sealed, purpose=purpose) if sealed else None
