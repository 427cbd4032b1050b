"""What the phone asks to be bound without a link: a code to a registered contact, the binding."""

from contextlib import suppress

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address
from pydantic import ValidationError

from cardholders.consents.load_terms import consent_terms
from cardholders.keys.keyring import load_signing_key
from cardholders.people.contact import parse_contact
from cardholders.phone.answers import milliseconds
from cardholders.phone.api import answer_card
from cardholders.phone.bodies import ContactAlone, ContactBody, SignInBody, TicketAlone
from cardholders.phone.note_binding import note_binding
from cardholders.phone.one_time_code import CodeRefused, forget_sending
from cardholders.phone.sign_in import AskedCode, SignInRequest, ask_for_code, bind_by_code
from core.accounts.guard import public
from core.encryption import token_hash
from core.messages.message import Message
from core.messages.sender import SendFailed
from core.web.after_answer import after_answer
from core.web.json_body import MAX_JSON_BYTES, read_body
from core.web.limits import limiter
from core.web.services import Services, services

blueprint = Blueprint("phone_sign_in", __name__, url_prefix="/phone/api/sign-in")


def _by_contact() -> str:
    """Limits that follow the contact, by its keyed hash, wherever it is asked for from."""
    request.max_content_length = MAX_JSON_BYTES
    try:
        typed = ContactAlone.model_validate_json(request.get_data()).contact
    except ValidationError:
        return get_remote_address()
    contact = parse_contact(typed)
    if contact is None:
        return get_remote_address()
    return f"contact:{contact.index(services().vault).hex()}"


def _by_ticket() -> str:
    """Limits that follow the ticket, by its hash."""
    request.max_content_length = MAX_JSON_BYTES
    try:
        ticket = TicketAlone.model_validate_json(request.get_data()).ticket
    except ValidationError:
        return get_remote_address()
    return f"ticket:{token_hash(ticket).hex()}"


@blueprint.post("/code")
@public("it says the same to everybody; the code goes to the registered contact alone")
@limiter.limit("10 per minute; 60 per hour")
@limiter.limit("3 per minute; 20 per hour", key_func=_by_contact)
def code() -> ResponseReturnValue:
    """Send a code to a contact if somebody registered it, and tell nobody whether that is so.

    The message leaves after the answer, so that its sending cannot be seen in the time either.
    """
    body, parts = read_body(ContactBody), services()
    with parts.database.writing() as session:
        asked = ask_for_code(session, body.contact, vault=parts.vault, now=parts.now())
    answer = {"now": milliseconds(parts.now()), "ticket": asked.ticket}
    return after_answer(answer, lambda: _send_code(parts, asked))


@blueprint.post("/bind")
@public("the ticket and the code are the right to bind")
@limiter.limit("20 per minute")
@limiter.limit("10 per minute", key_func=_by_ticket)
def bind() -> ResponseReturnValue:
    """Bind the phone that sends its key, the code and the proof of possession."""
    body, parts, now = read_body(SignInBody), services(), services().now()
    asked = SignInRequest(body.ticket, body.code, body.phone_key, body.proof, body.document)
    with parts.database.writing() as session:
        signed_in = bind_by_code(
            session,
            asked,
            signing_key=load_signing_key(session, vault=parts.vault),
            vault=parts.vault,
            telephone=parts.policy.contact.telephone,
            now=now,
        )
        if not isinstance(signed_in, CodeRefused):
            note_binding(
                session,
                signed_in.credential_id,
                user_agent=request.user_agent.string,
                terms=consent_terms(),
                now=now,
            )
    if isinstance(signed_in, CodeRefused):
        raise signed_in.as_error()
    answer = answer_card(signed_in.credential_id)
    return after_answer(answer, lambda: _send_all(parts, signed_in.messages))


def _send_code(parts: Services, asked: AskedCode) -> None:
    if asked.message is None:
        return
    try:
        parts.sender.send(asked.message)
    except SendFailed:
        with parts.database.writing() as session:
            forget_sending(session, asked.ticket)


def _send_all(parts: Services, messages: tuple[Message, ...]) -> None:
    for message in messages:
        # The phone is bound whether or not its holder can be told: the sender has logged it.
        with suppress(SendFailed):
            parts.sender.send(message)
