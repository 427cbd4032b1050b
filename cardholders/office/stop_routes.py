"""Stop a card on a ground of the policy, and put a paused one back into force."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from cardholders.cards.reinstate_card import reinstate_card
from cardholders.cards.stop_card import Stop, stop_card
from cardholders.office.grounds import office_ground, office_grounds, preview_stop
from cardholders.office.load_card import load_card_page
from cardholders.office.stop_form import ReinstateForm, StopForm
from core.accounts.callers import current_account
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.errors import DomainError
from core.web.form_fields import show_error
from core.web.services import services

blueprint = Blueprint("stops", __name__, url_prefix="/office/cards")


@blueprint.get("/<row:card_id>/stop")
@requires(Permission.CARDS_STOP)
def choose(card_id: int) -> ResponseReturnValue:
    """Show the grounds, and what each would do to this card."""
    return _stop_page(card_id, StopForm())


@blueprint.post("/<row:card_id>/stop")
@requires(Permission.CARDS_STOP)
def stop(card_id: int) -> ResponseReturnValue:
    """Stop the card, or propose it where a second person has to agree."""
    parts = services()
    form = StopForm()
    if not form.validate():
        return _stop_page(card_id, form), 422
    try:
        ground = office_ground(parts.policy, form.ground.data or "")
        wanted = Stop(
            ground=ground.code,
            document_number=form.document_number.data or "",
            note=form.note.data or "",
        )
        with parts.database.writing() as session:
            proposal = stop_card(
                session,
                card_id,
                stop=wanted,
                policy=parts.policy,
                by=current_account().account_id,
                now=parts.now(),
            )
    except DomainError as error:
        show_error(form, error)
        return _stop_page(card_id, form), error.status
    done = gettext("已办理，即时生效")
    waits = gettext("已提出申请。须由另一位工作人员批准后生效")
    flash(done if proposal is None else waits)
    return redirect(url_for("cards.show", card_id=card_id))


@blueprint.get("/<row:card_id>/reinstate")
@requires(Permission.CARDS_STOP)
def review(card_id: int) -> ResponseReturnValue:
    """Show the form that puts a paused card back into force."""
    return _reinstate_page(card_id, ReinstateForm())


@blueprint.post("/<row:card_id>/reinstate")
@requires(Permission.CARDS_STOP)
def reinstate(card_id: int) -> ResponseReturnValue:
    """Put a paused card back into force."""
    parts = services()
    form = ReinstateForm()
    if not form.validate():
        return _reinstate_page(card_id, form), 422
    try:
        with parts.database.writing() as session:
            reinstate_card(
                session,
                card_id,
                note=form.note.data or "",
                by=current_account().account_id,
                now=parts.now(),
            )
    except DomainError as error:
        show_error(form, error)
        return _reinstate_page(card_id, form), error.status
    flash(gettext("已恢复使用"))
    return redirect(url_for("cards.show", card_id=card_id))


def _stop_page(card_id: int, form: StopForm) -> str:
    parts = services()
    with parts.database.reading() as session:
        page = load_card_page(session, card_id, policy=parts.policy, vault=parts.vault)
        previews = [
            preview_stop(session, page.card, ground) for ground in office_grounds(parts.policy)
        ]
    return render_template("office/stop.html", page=page, form=form, previews=previews)


def _reinstate_page(card_id: int, form: ReinstateForm) -> str:
    parts = services()
    with parts.database.reading() as session:
        page = load_card_page(session, card_id, policy=parts.policy, vault=parts.vault)
    return render_template("office/reinstate.html", page=page, form=form)
