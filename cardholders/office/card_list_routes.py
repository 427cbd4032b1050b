"""The list of cards: which stand, which run out when, and all of them as an Excel file."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from cardholders.cards.list_cards import every_card, list_cards
from cardholders.office.card_columns import (
    EXPIRY_WORDS,
    STANDING_WORDS,
    asked_cards,
    card_columns,
    cards_asked,
    expiry_days,
    filters_of,
)
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.clock import shanghai_date
from core.spreadsheet import MOST_ROWS
from core.web.download import send_spreadsheet
from core.web.language import current_language
from core.web.services import services

blueprint = Blueprint("card_list", __name__, url_prefix="/office/cards")


@blueprint.get("")
@requires(Permission.PEOPLE_READ)
def search() -> ResponseReturnValue:
    """Find cards by number or name, and by how they stand."""
    parts, asked = services(), asked_cards(request.args)
    today = shanghai_date(parts.now())
    with parts.database.reading() as session:
        page = request.args.get("page", 1, type=int)
        found = list_cards(session, asked, today=today, page=page)
    return render_template(
        "office/cards.html",
        found=found,
        asked=asked,
        filters=filters_of(request.args),
        standing_words=STANDING_WORDS,
        expiry_words=EXPIRY_WORDS,
        expiry_days=expiry_days(asked.expiry, today=today) if asked.expiry else "",
    )


@blueprint.get("/export")
@requires(Permission.PEOPLE_READ)
def export() -> ResponseReturnValue:
    """Answer all cards that the list would show as an Excel file."""
    parts, asked, language = services(), asked_cards(request.args), current_language()
    today = shanghai_date(parts.now())
    with parts.database.reading() as session:
        return send_spreadsheet(
            gettext("绿卡"),
            card_columns(parts.policy, language, today=today),
            rows=every_card(session, asked, today=today, most=MOST_ROWS + 1),
            file_name="cards",
            filters=cards_asked(asked, parts.policy, language, today=today),
        )
