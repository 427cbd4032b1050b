"""The signed requests by which a holder sees, makes and withdraws requests."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from cardholders.consents.load_terms import consent_terms
from cardholders.phone.answers import milliseconds
from cardholders.phone.caller import by_phone, current_phone
from cardholders.phone.holder import bound_holder
from cardholders.phone.signatures import spend_signature
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.web.json_body import read_body
from core.web.language import current_language
from core.web.limits import limiter
from core.web.services import services
from verify.requests.bodies import NothingMore, RequestBody
from verify.requests.choices import choices_answer
from verify.requests.phone_answers import requests_answer
from verify.requests.rules import Refusal
from verify.requests.submit import Terms, submit_request
from verify.requests.withdraw import withdraw_request
from verify.requests.words import refusal_words

blueprint = Blueprint("phone_requests", __name__, url_prefix="/phone/api/requests")


@blueprint.get("")
@requires(Permission.PHONE_SELF)
@limiter.limit("60 per minute", key_func=by_phone)
def show() -> ResponseReturnValue:
    """Answer the holder's requests, and all that a new one needs."""
    terms, language = _terms(), current_language()
    with services().database.reading() as session:
        holder = bound_holder(session, current_phone()).holder
        requests = requests_answer(session, holder.subject_key, terms=terms, language=language)
        choices = choices_answer(session, holder, terms=terms, language=language)
    return {"now": milliseconds(terms.now), "requests": requests, **choices}


@blueprint.post("")
@requires(Permission.PHONE_SELF)
@limiter.limit("20 per minute", key_func=by_phone)
def submit() -> ResponseReturnValue:
    """Take a request, or say why not: a refusal is an answer like any other."""
    body, terms = read_body(RequestBody), _terms()
    with services().database.writing() as session:
        spend_signature(session, current_phone(), now=terms.now)
        card = bound_holder(session, current_phone()).card
        answer = submit_request(
            session, card, new=body.asked(), language=current_language(), terms=terms
        )
        now = milliseconds(terms.now)
        if isinstance(answer, Refusal):
            return {"now": now, "refused": answer, "words": refusal_words(answer)}
        return {"now": now, "refused": None, "id": str(answer.id), "state": answer.state}


@blueprint.post("/<uuid:request_id>/withdraw")
@requires(Permission.PHONE_SELF)
@limiter.limit("20 per minute", key_func=by_phone)
def withdraw(request_id: UUID) -> ResponseReturnValue:
    """Take a request back."""
    read_body(NothingMore)
    parts, now = services(), services().now()
    with parts.database.writing() as session:
        spend_signature(session, current_phone(), now=now)
        subject = bound_holder(session, current_phone()).holder.subject_key
        withdraw_request(session, request_id, subject_key=subject, now=now)
    return {"now": milliseconds(now)}


def _terms() -> Terms:
    parts = services()
    return Terms(parts.policy, consent_terms(), parts.vault, parts.now())
