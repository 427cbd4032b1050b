"""The signed requests by which the bound phone unfreezes the card, with a code that was sent."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from cardholders.cards.freeze_card import unfreeze_card
from cardholders.people.contact import contacts_of
from cardholders.phone.answers import milliseconds
from cardholders.phone.caller import by_phone, current_phone
from cardholders.phone.holder import bound_holder
from cardholders.phone.models import CodePurpose
from cardholders.phone.one_time_code import (
    CodeRefused,
    count_wrong,
    forget_sending,
    make_code,
    try_code,
    use_code,
)
from cardholders.phone.signatures import spend_signature
from cardholders.self_service.bodies import SendCodeBody, UnfreezeBody
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.errors import Conflict
from core.messages.sender import SendFailed
from core.web.json_body import read_body
from core.web.limits import limiter
from core.web.services import services

blueprint = Blueprint("phone_unfreeze", __name__, url_prefix="/phone/api/unfreeze")


@blueprint.post("/code")
@requires(Permission.PHONE_SELF)
@limiter.limit("3 per minute", key_func=by_phone)
def send_code() -> ResponseReturnValue:
    """Send a code to a registered contact and answer the ticket that goes with it."""
    body, parts, now = read_body(SendCodeBody), services(), services().now()
    with parts.database.writing() as session:
        spend_signature(session, current_phone(), now=now)
        holder = bound_holder(session, current_phone()).holder
        known = {each.channel: each for each in contacts_of(holder, vault=parts.vault)}
        if body.channel not in known:
            raise Conflict(gettext("没有登记这个联系方式，请联系人才办解冻"))
        made = make_code(
            session,
            known[body.channel],
            purpose=CodePurpose.UNFREEZE,
            vault=parts.vault,
            now=now,
            holder_id=holder.id,
        )
    try:
        parts.sender.send(made.message)
    except SendFailed:
        with parts.database.writing() as session:
            forget_sending(session, made.ticket)
        raise
    return {"now": milliseconds(now), "ticket": made.ticket}


@blueprint.post("")
@requires(Permission.PHONE_SELF)
@limiter.limit("20 per minute", key_func=by_phone)
def unfreeze() -> ResponseReturnValue:
    """Unfreeze the card for a right code; a wrong one is counted."""
    body, parts, now = read_body(UnfreezeBody), services(), services().now()
    with parts.database.writing() as session:
        spend_signature(session, current_phone(), now=now)
        bound = bound_holder(session, current_phone())
        answer = try_code(
            session,
            body.ticket,
            body.code,
            purpose=CodePurpose.UNFREEZE,
            vault=parts.vault,
            now=now,
        )
        if not isinstance(answer, CodeRefused) and answer.holder_id != bound.holder.id:
            answer = count_wrong(answer)
        if not isinstance(answer, CodeRefused):
            use_code(answer, now=now)
            unfreeze_card(session, bound.card.id, now=now)
    if isinstance(answer, CodeRefused):
        raise answer.as_error()
    return {"now": milliseconds(now)}
