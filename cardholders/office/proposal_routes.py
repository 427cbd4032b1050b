"""What waits for a second person: see it, approve it, send it back, withdraw one's own."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from cardholders.office.decide_stop import approve_stop, reject_stop, withdraw_stop
from cardholders.office.proposal_columns import proposal_columns
from cardholders.office.proposals import list_open_stops
from core.accounts.callers import current_account
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.web.download import send_spreadsheet
from core.web.language import current_language
from core.web.services import services

blueprint = Blueprint("proposals", __name__, url_prefix="/office/proposals")


@blueprint.get("")
@requires(Permission.PEOPLE_READ)
def waiting() -> ResponseReturnValue:
    """Show what waits, the oldest first."""
    parts = services()
    with parts.database.reading() as session:
        stops = list_open_stops(session, policy=parts.policy)
    return render_template("office/proposals.html", stops=stops, me=current_account().account_id)


@blueprint.get("/export")
@requires(Permission.PEOPLE_READ)
def export() -> ResponseReturnValue:
    """Answer what waits as an Excel file."""
    parts = services()
    with parts.database.reading() as session:
        return send_spreadsheet(
            gettext("待批准"),
            proposal_columns(current_language()),
            rows=list_open_stops(session, policy=parts.policy),
            file_name="proposals",
        )


@blueprint.post("/<row:proposal_id>/approve")
@requires(Permission.PROPOSALS_DECIDE)
def agree(proposal_id: int) -> ResponseReturnValue:
    """Approve: it takes effect at once."""
    parts = services()
    with parts.database.writing() as session:
        card = approve_stop(
            session,
            proposal_id,
            policy=parts.policy,
            by=current_account().account_id,
            now=parts.now(),
        )
    flash(gettext("已批准，即时生效"))
    return redirect(url_for("cards.show", card_id=card.id))


@blueprint.post("/<row:proposal_id>/reject")
@requires(Permission.PROPOSALS_DECIDE)
def refuse(proposal_id: int) -> ResponseReturnValue:
    """Send it back without effect."""
    parts = services()
    with parts.database.writing() as session:
        card = reject_stop(session, proposal_id, by=current_account().account_id, now=parts.now())
    flash(gettext("已退回，绿卡状态不变"))
    return redirect(url_for("cards.show", card_id=card.id))


@blueprint.post("/<row:proposal_id>/withdraw")
@requires(Permission.CARDS_STOP)
def withdraw(proposal_id: int) -> ResponseReturnValue:
    """Take one's own proposal back."""
    parts = services()
    with parts.database.writing() as session:
        card = withdraw_stop(session, proposal_id, by=current_account().account_id, now=parts.now())
    flash(gettext("已撤回，绿卡状态不变"))
    return redirect(url_for("cards.show", card_id=card.id))
