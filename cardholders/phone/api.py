"""What the phone page asks the server: an activation link, a binding, its card, the time."""

from http import HTTPStatus

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address
from pydantic import ValidationError

from cardholders.consents.load_terms import consent_terms
from cardholders.keys.keyring import load_signing_key
from cardholders.phone.activation import forget_link_sending, open_link, send_code
from cardholders.phone.answers import link_answer, milliseconds, standing_answer
from cardholders.phone.bind_phone import BindingRequest, Bound, bind_phone
from cardholders.phone.bodies import BindingBody, LinkBody, TokenAlone
from cardholders.phone.caller import by_phone, current_phone
from cardholders.phone.note_binding import note_binding
from cardholders.phone.one_time_code import CodeRefused
from cardholders.phone.standing import renew_phone, stand_of_phone
from core.accounts.guard import public, requires
from core.accounts.roles import Permission
from core.encryption import token_hash
from core.messages.sender import SendFailed
from core.web.json_body import MAX_JSON_BYTES, read_body
from core.web.limits import limiter
from core.web.services import services

blueprint = Blueprint("phone_api", __name__, url_prefix="/phone/api")


def _by_token() -> str:
    """Limits that follow the link, by its hash, wherever it is tried from."""
    request.max_content_length = MAX_JSON_BYTES
    try:
        token = TokenAlone.model_validate_json(request.get_data()).token
    except ValidationError:
        return get_remote_address()
    return f"link:{token_hash(token).hex()}"


def _was_sent(response: Response) -> bool:
    return response.status_code != HTTPStatus.SERVICE_UNAVAILABLE


@blueprint.get("/time")
@public("the time is no secret")
@limiter.limit("60 per minute")
def time() -> ResponseReturnValue:
    """Answer the server's time, by which a phone corrects its own."""
    return {"now": milliseconds(services().now())}


@blueprint.post("/activation")
@public("the link's token is the right to ask")
@limiter.limit("30 per minute")
@limiter.limit("60 per hour", key_func=_by_token)
def activation() -> ResponseReturnValue:
    """Answer what an activation link leads to, consuming nothing."""
    body, parts = read_body(LinkBody), services()
    with parts.database.reading() as session:
        link = open_link(session, body.token, vault=parts.vault, now=parts.now())
        return link_answer(link, policy=parts.policy, now=parts.now())


@blueprint.post("/activation/code")
@public("the link's token is the right to ask")
@limiter.limit("10 per minute")
@limiter.limit("2 per minute", key_func=_by_token, deduct_when=_was_sent)
def activation_code() -> ResponseReturnValue:
    """Send the one-time code to the registered contact; one that failed does not count."""
    body, parts = read_body(LinkBody), services()
    with parts.database.writing() as session:
        message = send_code(session, body.token, vault=parts.vault, now=parts.now())
    try:
        parts.sender.send(message)
    except SendFailed:
        with parts.database.writing() as session:
            forget_link_sending(session, body.token)
        raise
    return {"now": milliseconds(parts.now())}


@blueprint.post("/activation/bind")
@public("the link's token and the code are the right to bind")
@limiter.limit("20 per minute")
@limiter.limit("10 per minute", key_func=_by_token)
def bind() -> ResponseReturnValue:
    """Bind the phone that sends its key, the code and the proof of possession."""
    body, parts, now = read_body(BindingBody), services(), services().now()
    asked = BindingRequest(body.token, body.code, body.phone_key, body.proof)
    with parts.database.writing() as session:
        signing_key = load_signing_key(session, vault=parts.vault)
        answer = bind_phone(session, asked, signing_key=signing_key, vault=parts.vault, now=now)
        if isinstance(answer, Bound):
            note_binding(
                session,
                answer.credential_id,
                user_agent=request.user_agent.string,
                terms=consent_terms(),
                now=now,
                notice_version=body.notice_version,
            )
    if isinstance(answer, CodeRefused):
        raise answer.as_error()
    return answer_card(answer.credential_id)


@blueprint.get("/card")
@requires(Permission.PHONE_SELF)
@limiter.limit("60 per minute", key_func=by_phone)
def card() -> ResponseReturnValue:
    """Answer how the card stands, with a fresh credential when it changed; `photo` is the version
    that the phone has.
    """
    return answer_card(current_phone().credential_id, request.args.get("photo", type=int))


def answer_card(credential_id: int, known_photo: int | None = None) -> ResponseReturnValue:
    """Answer how a phone's card stands, its credential renewed where that is due."""
    parts, now = services(), services().now()
    with parts.database.reading() as session:
        standing = stand_of_phone(session, credential_id, now=now)
    if standing is None:
        with parts.database.writing() as session:
            standing = renew_phone(session, credential_id, vault=parts.vault, now=now)
    with parts.database.reading() as session:
        return standing_answer(
            session,
            standing,
            policy=parts.policy,
            vault=parts.vault,
            now=now,
            known_photo=known_photo,
        )
