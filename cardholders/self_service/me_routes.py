"""The signed request that answers who I am: the head of the holder's own corner."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from cardholders.cards.find import honours_held
from cardholders.consents.answers import terms_answer
from cardholders.consents.consents import holds_consent
from cardholders.consents.load_terms import consent_terms
from cardholders.consents.terms import ConsentPurpose
from cardholders.phone.answers import milliseconds
from cardholders.phone.caller import by_phone, current_phone
from cardholders.phone.holder import bound_holder
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.web.language import current_language
from core.web.limits import limiter
from core.web.services import services

blueprint = Blueprint("phone_me", __name__, url_prefix="/phone/api/me")


@blueprint.get("")
@requires(Permission.PHONE_SELF)
@limiter.limit("60 per minute", key_func=by_phone)
def show() -> ResponseReturnValue:
    """Answer the holder's name, honours and card number, and whether the honour roll names them."""
    parts, terms, language = services(), consent_terms(), current_language()
    roll = ConsentPurpose.HONOUR_ROLL
    with parts.database.reading() as session:
        card = bound_holder(session, current_phone()).card
        on_roll = holds_consent(session, card.holder_id, roll, terms=terms)
        return {
            "now": milliseconds(parts.now()),
            "name": card.holder.name,
            "number": card.number,
            "honours": [
                {"code": each, "name": parts.policy.honour(each).name.in_(language)}
                for each in honours_held(card.holder)
            ],
            "roll": {**terms_answer(terms.of(roll), language), "in_force": on_roll},
        }
