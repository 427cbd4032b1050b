"""The first page: what this is, and who goes where."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from core.accounts.guard import public
from core.web.services import services

blueprint = Blueprint("welcome", __name__)


@blueprint.get("/")
@public("the front door")
def show() -> ResponseReturnValue:
    """Show what the card is and the way to each surface."""
    return render_template("welcome.html", policy=services().policy)
