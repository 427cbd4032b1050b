"""Cards to hand out: plastic of card size, A4 sheets of ten, a picture for a phone's album."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from cardholders.cards.find import find_card
from cardholders.cards.list_cards import count_cards, every_card
from cardholders.cards.models import CardEventKind
from cardholders.keys.keyring import load_signing_key
from cardholders.office.card_columns import EXPIRY_WORDS, STANDING_WORDS, asked_cards, filters_of
from cardholders.office.plastic_words import obstacle_words, refusal_words
from cardholders.plastic.documents import A_SHEET, card_pdf, sheets_pdf
from cardholders.plastic.obstacles import judge_cards
from cardholders.plastic.picture import wallet_png
from cardholders.plastic.print_cards import MOST_CARDS, Unprintable, print_cards
from cardholders.plastic.words import PrintedCard
from core.accounts.callers import current_account
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.clock import shanghai_date
from core.web.row_id import possible_ids
from core.web.services import services

blueprint = Blueprint("plastic", __name__, url_prefix="/office/cards")
PDF, PNG = "application/pdf", "image/png"


@blueprint.get("/print")
@requires(Permission.CARDS_ISSUE)
def choose() -> ResponseReturnValue:
    """Show which of the filtered cards can be printed, and what is in the way of the others."""
    parts, today = services(), shanghai_date(services().now())
    asked = asked_cards(request.args, without_plastic=request.args.get("plastic") != "all")
    with parts.database.reading() as session:
        rows = list(every_card(session, asked, today=today, most=MOST_CARDS))
        judged = judge_cards(session, rows, policy=parts.policy, today=today)
        total = count_cards(session, asked, today=today)
    return render_template(
        "office/plastic.html",
        asked=asked,
        filters=filters_of(request.args),
        ready=[each.row for each in judged if not each.obstacles],
        hindered=[(each.row, obstacle_words(each)) for each in judged if each.obstacles],
        total=total,
        most=MOST_CARDS,
        a_sheet=A_SHEET,
        standing_words=STANDING_WORDS,
        expiry_words=EXPIRY_WORDS,
    )


@blueprint.post("/print")
@requires(Permission.CARDS_ISSUE)
def sheets() -> ResponseReturnValue:
    """Answer the chosen cards as A4 sheets, noted as printed; all of them or none."""
    chosen = possible_ids(request.form.getlist("card", type=int))
    filters: dict[str, Any] = dict(filters_of(request.args))
    back = redirect(url_for("plastic.choose", **filters))
    if not chosen or len(chosen) > MOST_CARDS:
        few = gettext("请至少选择一张卡")
        many = gettext("一次最多印制%(most)s张，请分批", most=MOST_CARDS)
        flash(many if chosen else few, "error")
        return back
    made = _made(chosen, CardEventKind.PRINTED)
    if isinstance(made, Unprintable):
        flash(refusal_words(made.cards), "error")
        return back
    if not made:
        flash(gettext("没有这张卡"), "error")
        return back
    now = services().now()
    pdf = sheets_pdf(made, now=now)
    return _download(pdf, f"cards-{shanghai_date(now).isoformat()}.pdf", PDF)


@blueprint.post("/<row:card_id>/plastic.pdf")
@requires(Permission.CARDS_ISSUE)
def card(card_id: int) -> ResponseReturnValue:
    """Answer the plastic card, front and back, noted as printed."""
    made = _made_one(card_id, CardEventKind.PRINTED)
    if isinstance(made, PrintedCard):
        pdf = card_pdf(made, now=services().now())
        return _download(pdf, f"{made.front.words.number}.pdf", PDF)
    return made


@blueprint.post("/<row:card_id>/picture.png")
@requires(Permission.CARDS_ISSUE)
def picture(card_id: int) -> ResponseReturnValue:
    """Answer the printed card as a picture for the holder's phone, noted as made."""
    made = _made_one(card_id, CardEventKind.PICTURE_MADE)
    if isinstance(made, PrintedCard):
        png = wallet_png(made, now=services().now())
        return _download(png, f"{made.front.words.number}.png", PNG)
    return made


def _made_one(card_id: int, form: CardEventKind) -> PrintedCard | ResponseReturnValue:
    with services().database.reading() as session:
        find_card(session, card_id)
    made = _made([card_id], form)
    if isinstance(made, Unprintable):
        flash(refusal_words(made.cards), "error")
        return redirect(url_for("cards.show", card_id=card_id))
    return made[0]


def _made(ids: list[int], form: CardEventKind) -> tuple[PrintedCard, ...] | Unprintable:
    parts = services()
    with parts.database.writing() as session:
        return print_cards(
            session,
            ids,
            policy=parts.policy,
            vault=parts.vault,
            signing_key=load_signing_key(session, vault=parts.vault),
            base_url=parts.settings.base_url,
            by=current_account().account_id,
            now=parts.now(),
            form=form,
        )


def _download(content: bytes, name: str, mimetype: str) -> Response:
    response = send_file(
        BytesIO(content), mimetype=mimetype, as_attachment=True, download_name=name
    )
    response.headers["Cache-Control"] = "no-store"  # it shows faces and codes that work
    return response
