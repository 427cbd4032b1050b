"""A card: issue it, see its life, and hand it out by letter."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from cardholders.cards.find import find_card
from cardholders.cards.issue_card import issue_card
from cardholders.office.letter import letter_words
from cardholders.office.load_card import load_card_page
from cardholders.phone.activation import LINK_LIFETIME, make_activation
from core.accounts.callers import current_account
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.clock import shanghai_date
from core.errors import Conflict
from core.policy.vocabulary import Language
from core.qr import qr_svg
from core.web.services import services

blueprint = Blueprint("cards", __name__, url_prefix="/office")


@blueprint.post("/people/<row:holder_id>/card")
@requires(Permission.CARDS_ISSUE)
def issue(holder_id: int) -> ResponseReturnValue:
    """Issue the card of a person whom a decision has honoured."""
    parts = services()
    try:
        with parts.database.writing() as session:
            card = issue_card(
                session,
                holder_id,
                policy=parts.policy,
                by=current_account().account_id,
                now=parts.now(),
            )
    except Conflict as error:
        flash(error.message, "error")
        return redirect(url_for("people.show", holder_id=holder_id))
    flash(gettext("已发卡，卡号%(number)s。下一步：打印激活函", number=card.number))
    return redirect(url_for("cards.show", card_id=card.id))


@blueprint.get("/cards/<row:card_id>")
@requires(Permission.PEOPLE_READ)
def show(card_id: int) -> ResponseReturnValue:
    """Show the card as its holder sees it, how it stands, and its life."""
    parts = services()
    with parts.database.reading() as session:
        page = load_card_page(session, card_id, policy=parts.policy, vault=parts.vault)
    return render_template(
        "office/card.html", page=page, now=parts.now(), me=current_account().account_id
    )


@blueprint.post("/cards/<row:card_id>/letter")
@requires(Permission.CARDS_ISSUE)
def make_letter(card_id: int) -> ResponseReturnValue:
    """Make a new activation link and show its letter, this once: only its hash is kept."""
    parts = services()
    now = parts.now()
    with parts.database.writing() as session:
        card = find_card(session, card_id)
        token = make_activation(session, card, by=current_account().account_id, now=now)
    works_until = now + LINK_LIFETIME
    chinese, english = (
        letter_words(card, language, policy=parts.policy, works_until=shanghai_date(works_until))
        for language in (Language.ZH, Language.EN)
    )
    link = f"{parts.settings.base_url}/phone/activate#{token}"
    return render_template(
        "office/letter.html",
        card=card,
        link=link,
        qr=qr_svg(link, label=gettext("激活二维码")),
        chinese=chinese,
        english=english,
    )
