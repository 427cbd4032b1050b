"""The requests of a desk's site: seen, answered, given out as an Excel file."""

from collections.abc import Callable
from datetime import date, datetime, time
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from core.accounts.callers import current_account
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.clock import shanghai_date
from core.errors import InvalidInput, NotFound
from core.web.download import send_spreadsheet
from core.web.language import current_language
from core.web.services import services
from partners.places import Place
from verify.desk.own_desk import own_place
from verify.lasting.words import CONCERNS
from verify.requests.columns import request_columns
from verify.requests.decide import MAX_WORD, Hand, accept_request, decline_request
from verify.requests.inbox import Inbox, count_waiting, load_inbox
from verify.requests.models import HolderRequest
from verify.requests.notify import message_of_answer, tell
from verify.requests.rules import AHEAD, ANSWERING, OPEN, RequestState
from verify.requests.words import EVENTS, STATES, agreed_words, wished_words

blueprint = Blueprint("desk_requests", __name__, url_prefix="/desk/requests")


@blueprint.get("")
@requires(Permission.REQUESTS_DECIDE)
def show() -> ResponseReturnValue:
    """Show what holders asked of this site, what waits for an answer first."""
    now = services().now()
    place, inbox = _load(now)
    language, policy = current_language(), services().policy
    return render_template(
        "desk/requests.html",
        place=place,
        inbox=inbox,
        today=shanghai_date(now),
        latest=shanghai_date(now) + AHEAD,
        benefits={each.code: each.name.in_(language) for each in policy.benefits},
        wished=wished_words,
        agreed=agreed_words,
        concerns=CONCERNS,
        states=STATES,
        event_words=EVENTS,
        longest_word=MAX_WORD,
    )


@blueprint.get("/export")
@requires(Permission.REQUESTS_DECIDE)
def export() -> ResponseReturnValue:
    """Answer the requests as an Excel file."""
    _, inbox = _load(services().now())
    rows = (*inbox.waiting, *inbox.agreed, *inbox.closed)
    columns = request_columns(services().policy, current_language())
    return send_spreadsheet(gettext("申请"), columns, rows=rows, file_name="requests")


@blueprint.post("/<uuid:request_id>/accept")
@requires(Permission.REQUESTS_DECIDE)
def accept(request_id: UUID) -> ResponseReturnValue:
    """Accept a request for a day, with a time and a word if need be."""
    day, at, word = _day("day"), _time("time"), _word()
    return _answer(
        lambda session, hand: accept_request(
            session, request_id, day=day, at=at, word=word, hand=hand
        ),
        gettext("已答应，持卡人会收到通知"),
    )


@blueprint.post("/<uuid:request_id>/decline")
@requires(Permission.REQUESTS_DECIDE)
def decline(request_id: UUID) -> ResponseReturnValue:
    """Decline a request, or call an agreed one off."""
    word, seen = _word(), _seen()
    return _answer(
        lambda session, hand: decline_request(session, request_id, seen=seen, word=word, hand=hand),
        gettext("已回复未能安排，持卡人会收到通知"),
    )


def waiting_here() -> int | None:
    """Answer how many requests wait at the caller's desk; None where no desk answers any."""
    parts, now = services(), services().now()
    with parts.database.reading() as session:
        try:
            return count_waiting(session, own_place(session, now), now=now)
        except NotFound:
            return None


def _answer(
    decide: Callable[[Session, Hand], HolderRequest | None], done: str
) -> ResponseReturnValue:
    parts, now = services(), services().now()
    message = None
    with parts.database.writing() as session:
        hand = Hand(_own_place(session, now), current_account().account_id, parts.vault, now)
        answered = decide(session, hand)
        if answered is not None:
            message = message_of_answer(session, answered, vault=parts.vault)
    if answered is None:
        flash(gettext("这份申请刚刚已有变化，请看下面的最新情况"), "error")
    else:
        tell(message, parts.sender)
        flash(done)
    return redirect(url_for("desk_requests.show"))


def _load(now: datetime) -> tuple[Place, Inbox]:
    parts = services()
    with parts.database.reading() as session:
        place = _own_place(session, now)
        return place, load_inbox(session, place.site_id, vault=parts.vault, now=now)


def _own_place(session: Session, now: datetime) -> Place:
    place = own_place(session, now)
    if place.kind not in ANSWERING:
        raise NotFound(gettext("您的服务台不办理此项"))
    return place


def _word() -> str | None:
    text = request.form.get("word", "").replace("\0", "\N{REPLACEMENT CHARACTER}")
    return text.strip()[:MAX_WORD] or None


def _seen() -> RequestState:
    seen = request.form.get("seen", RequestState.SUBMITTED.value)
    if seen not in OPEN:
        raise InvalidInput(gettext("请刷新此页再试"), field="seen")
    return RequestState(seen)


def _day(name: str) -> date:
    try:
        return date.fromisoformat(request.form.get(name, ""))
    except ValueError:
        raise InvalidInput(gettext("请选择日期"), field=name) from None


def _time(name: str) -> time | None:
    text = request.form.get(name, "")
    try:
        return time.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        raise InvalidInput(gettext("请填写时间，例如 09:30"), field=name) from None
