"""The page that the small code on a card's back leads to."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from core.accounts.guard import public
from core.web.services import services

blueprint = Blueprint("card_explained", __name__)


@blueprint.get("/card")
@public("whoever finds or is shown a card may know what it is")
def show() -> ResponseReturnValue:
    """Show what the card is, that its face proves nothing, and who verifies it."""
    return render_template("card.html", policy=services().policy)
