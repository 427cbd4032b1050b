"""The signed requests by which holders see and take along everything that is kept about them."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from cardholders.consents.load_terms import consent_terms
from cardholders.phone.answers import milliseconds
from cardholders.phone.caller import by_phone, current_phone
from cardholders.phone.holder import bound_holder
from cardholders.self_service.personal_data import (
    PersonalSource,
    Subject,
    personal_sources,
)
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.web.language import current_language
from core.web.limits import limiter
from core.web.services import services

blueprint = Blueprint("phone_data", __name__, url_prefix="/phone/api/data")
FORMAT = "jinzhong-talent-green-card-personal-data"
VERSION = 1


@blueprint.get("")
@requires(Permission.PHONE_SELF)
@limiter.limit("60 per minute", key_func=by_phone)
def show() -> ResponseReturnValue:
    """Answer every group in plain words, what is sealed masked."""
    with services().database.reading() as session:
        subject = _subject(session)
        groups = [_group(session, each, subject) for each in personal_sources()]
    return {"now": milliseconds(subject.now), "groups": groups}


@blueprint.get("/revealed")
@requires(Permission.PHONE_SELF)
@limiter.limit("20 per minute", key_func=by_phone)
def revealed() -> ResponseReturnValue:
    """Answer what the page masks, by group and in the order of its facts."""
    with services().database.reading() as session:
        subject = _subject(session)
        values = {
            each.code: [fact.value for fact in each.facts(session, subject) if fact.masked]
            for each in personal_sources()
        }
    return {"now": milliseconds(subject.now), "values": values}


@blueprint.get("/export")
@requires(Permission.PHONE_SELF)
@limiter.limit("5 per minute", key_func=by_phone)
def export() -> ResponseReturnValue:
    """Answer everything as one document (docs/personal-data.md)."""
    with services().database.reading() as session:
        subject = _subject(session)
        document: dict[str, Any] = {
            "format": FORMAT,
            "version": VERSION,
            "made_at": subject.now.isoformat(),
        }
        for source in personal_sources():
            document[source.code] = source.export(session, subject)
    return {"now": milliseconds(subject.now), "export": document}


def _subject(session: Session) -> Subject:
    parts = services()
    return Subject(
        holder=bound_holder(session, current_phone()).holder,
        vault=parts.vault,
        policy=parts.policy,
        terms=consent_terms(),
        language=current_language(),
        now=parts.now(),
    )


def _group(session: Session, source: PersonalSource, subject: Subject) -> dict[str, Any]:
    facts = source.facts(session, subject)
    return {
        "code": source.code,
        "title": str(source.title),
        "page": source.page,
        "facts": [
            {
                "label": each.label,
                "value": each.value if each.masked is None else each.masked,
                "masked": each.masked is not None,
            }
            for each in facts
        ],
    }
