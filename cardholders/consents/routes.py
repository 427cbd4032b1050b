"""The signed requests by which a holder sees, gives and withdraws consents."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from pydantic import Field

from cardholders.consents.answers import consents_answer
from cardholders.consents.consents import give_consent, withdraw_consent
from cardholders.consents.load_terms import consent_terms
from cardholders.consents.terms import ConsentPurpose
from cardholders.phone.answers import milliseconds
from cardholders.phone.caller import by_phone, current_phone
from cardholders.phone.holder import bound_holder
from cardholders.phone.signatures import spend_signature
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.web.json_body import JsonBody, read_body
from core.web.language import current_language
from core.web.limits import limiter
from core.web.services import services

blueprint = Blueprint("phone_consents", __name__, url_prefix="/phone/api/consents")
MOST_VERSIONS = 10_000


class ConsentBody(JsonBody):
    """A consent given to the words of a version, or withdrawn whatever its version."""

    purpose: ConsentPurpose
    version: int = Field(ge=1, le=MOST_VERSIONS)
    given: bool


@blueprint.get("")
@requires(Permission.PHONE_SELF)
@limiter.limit("60 per minute", key_func=by_phone)
def show() -> ResponseReturnValue:
    """Answer every purpose in plain words, and how it stands."""
    parts = services()
    with parts.database.reading() as session:
        holder = bound_holder(session, current_phone()).holder
        purposes = consents_answer(
            session, holder.id, terms=consent_terms(), language=current_language()
        )
    return {"now": milliseconds(parts.now()), "purposes": purposes}


@blueprint.post("")
@requires(Permission.PHONE_SELF)
@limiter.limit("20 per minute", key_func=by_phone)
def change() -> ResponseReturnValue:
    """Give a consent or withdraw it."""
    body, parts, now = read_body(ConsentBody), services(), services().now()
    terms = consent_terms()
    with parts.database.writing() as session:
        spend_signature(session, current_phone(), now=now)
        holder = bound_holder(session, current_phone()).holder
        if body.given:
            give_consent(
                session, holder.id, body.purpose, version=body.version, terms=terms, now=now
            )
        else:
            withdraw_consent(session, holder.id, body.purpose, terms=terms, now=now)
    return {"now": milliseconds(now)}
