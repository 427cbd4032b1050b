"""What the bound phone asks of its holder's uses: benefits, venues, history."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from cardholders.phone.answers import milliseconds
from cardholders.phone.caller import by_phone, current_phone
from cardholders.phone.holder import bound_holder
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.clock import shanghai_date
from core.web.language import current_language
from core.web.limits import limiter
from core.web.services import services
from verify.holder.benefit_words import speak_benefits
from verify.holder.benefits import load_benefits
from verify.holder.bodies import LAST_LINE
from verify.holder.history import history_answer, load_history
from verify.holder.venues import load_venues, venue_answer

blueprint = Blueprint("phone_uses", __name__, url_prefix="/phone/api")


@blueprint.get("/benefits")
@requires(Permission.PHONE_SELF)
@limiter.limit("60 per minute", key_func=by_phone)
def benefits() -> ResponseReturnValue:
    """Answer what the holder has, and how much of it is left."""
    parts, language, now = services(), current_language(), services().now()
    with parts.database.reading() as session:
        mine = bound_holder(session, current_phone())
        held = load_benefits(session, mine, policy=parts.policy, vault=parts.vault, now=now)
        said = speak_benefits(held, mine, policy=parts.policy, language=language)
    titles = [parts.policy.honour(each).name.in_(language) for each in held.honours]
    return {"now": milliseconds(now), "honours": titles, "benefits": said}


@blueprint.get("/venues")
@requires(Permission.PHONE_SELF)
@limiter.limit("60 per minute", key_func=by_phone)
def venues() -> ResponseReturnValue:
    """Answer every place where a card may be shown, as it stands today."""
    parts, language, now = services(), current_language(), services().now()
    with parts.database.reading() as session:
        bound_holder(session, current_phone())
        found = load_venues(session, policy=parts.policy, today=shanghai_date(now))
        said = [venue_answer(each, policy=parts.policy, language=language) for each in found]
    return {"now": milliseconds(now), "venues": said}


@blueprint.get("/history")
@requires(Permission.PHONE_SELF)
@limiter.limit("60 per minute", key_func=by_phone)
def history() -> ResponseReturnValue:
    """Answer a page of what became of every scan; `before` goes on from a line."""
    parts, language, now = services(), current_language(), services().now()
    before = request.args.get("before", type=int)
    if before is not None and not 0 < before <= LAST_LINE:
        before = None
    with parts.database.reading() as session:
        mine = bound_holder(session, current_phone())
        page = load_history(session, mine.holder, language=language, before=before)
        said = history_answer(page, policy=parts.policy, vault=parts.vault, language=language)
    return {"now": milliseconds(now), **said}
