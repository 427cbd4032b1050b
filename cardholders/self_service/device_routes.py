"""The signed requests that freeze a card, unbind its phone and report its plastic lost."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from cardholders.cards.end_forms import report_plastic_lost, unbind_phone
from cardholders.cards.freeze_card import freeze_card
from cardholders.phone.answers import milliseconds
from cardholders.phone.caller import by_phone, current_phone
from cardholders.phone.holder import bound_holder
from cardholders.phone.phone_label import show_phone_label
from cardholders.phone.signatures import spend_signature
from cardholders.self_service.bodies import NothingMore
from cardholders.self_service.devices import Phone, load_devices
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.web.json_body import read_body
from core.web.language import show_day, show_moment
from core.web.limits import limiter
from core.web.services import services

blueprint = Blueprint("phone_devices", __name__, url_prefix="/phone/api/devices")


@blueprint.get("")
@requires(Permission.PHONE_SELF)
@limiter.limit("60 per minute", key_func=by_phone)
def show() -> ResponseReturnValue:
    """Answer what the card is on, whether it is frozen, and where a code could go."""
    parts, now = services(), services().now()
    with parts.database.reading() as session:
        bound = bound_holder(session, current_phone())
        devices = load_devices(session, bound, vault=parts.vault)
        return {
            "now": milliseconds(now),
            "state": bound.card.state,
            "phone": _phone(devices.current),
            "former": [_phone(each) for each in devices.former],
            "plastic": show_day(devices.plastic_since) if devices.plastic_since else None,
            "contacts": [
                {"channel": each.channel, "masked": each.masked} for each in devices.contacts
            ],
        }


@blueprint.post("/freeze")
@requires(Permission.PHONE_SELF)
@limiter.limit("10 per minute", key_func=by_phone)
def freeze() -> ResponseReturnValue:
    """Freeze the card at once."""
    read_body(NothingMore)
    parts, now = services(), services().now()
    with parts.database.writing() as session:
        spend_signature(session, current_phone(), now=now)
        freeze_card(session, bound_holder(session, current_phone()).card.id, now=now)
    return {"now": milliseconds(now)}


@blueprint.post("/unbind")
@requires(Permission.PHONE_SELF)
@limiter.limit("10 per minute", key_func=by_phone)
def unbind() -> ResponseReturnValue:
    """End the credential of the phone that asks."""
    read_body(NothingMore)
    parts, now = services(), services().now()
    with parts.database.writing() as session:
        spend_signature(session, current_phone(), now=now)
        unbind_phone(session, bound_holder(session, current_phone()).card.id, now=now)
    return {"now": milliseconds(now)}


@blueprint.post("/plastic/lost")
@requires(Permission.PHONE_SELF)
@limiter.limit("10 per minute", key_func=by_phone)
def plastic_lost() -> ResponseReturnValue:
    """End the printed credential; the phone goes on."""
    read_body(NothingMore)
    parts, now = services(), services().now()
    with parts.database.writing() as session:
        spend_signature(session, current_phone(), now=now)
        card = bound_holder(session, current_phone()).card
        report_plastic_lost(session, card.id, policy=parts.policy, now=now)
    return {"now": milliseconds(now)}


def _phone(phone: Phone) -> dict[str, str | None]:
    return {
        "label": show_phone_label(phone.label),
        "since": show_moment(phone.since),
        "to": show_moment(phone.to) if phone.to else None,
    }
