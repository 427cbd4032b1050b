"""The honour roll: a public page of those who agreed to be named."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from cardholders.consents.load_terms import consent_terms
from cardholders.consents.terms import ConsentPurpose
from cardholders.honour_roll.load_roll import load_roll
from core.accounts.guard import public
from core.web.services import services

blueprint = Blueprint("honour_roll", __name__, url_prefix="/honour-roll")


@blueprint.get("")
@public("a publication: only those stand there who agreed to it")
def show() -> ResponseReturnValue:
    """Show the roll, or that nobody agreed yet, with the article that it rests on."""
    parts, terms = services(), consent_terms()
    with parts.database.reading() as session:
        years = load_roll(session, terms=terms)
    article = terms.of(ConsentPurpose.HONOUR_ROLL).article
    return render_template(
        "honour_roll/show.html",
        years=years,
        article=parts.policy.article(article) if article else None,
        policy=parts.policy,
    )
