"""The timeline of a card as the office reads it: grounds, hands, places, every scan."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.web.language import current_language
from core.web.services import services
from verify.timeline.load_timeline import load_timeline
from verify.timeline.moments import Shown, read_place
from verify.timeline.words import SHOWN_WORDS

blueprint = Blueprint("timeline", __name__, url_prefix="/office/cards")


@blueprint.get("/<row:card_id>/timeline")
@requires(Permission.USAGE_READ)
def show(card_id: int) -> ResponseReturnValue:
    """Show a page of the card's life, the newest first."""
    parts = services()
    asked = request.args.get("show", "")
    shown = Shown(asked) if asked in set(Shown) else Shown.ALL
    before = read_place(request.args.get("before", ""))
    with parts.database.reading() as session:
        page = load_timeline(
            session,
            card_id,
            policy=parts.policy,
            language=current_language(),
            shown=shown,
            before=before,
        )
    return render_template(
        "timeline/timeline.html", page=page, shown=shown, shown_words=SHOWN_WORDS, before=before
    )
