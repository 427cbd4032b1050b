"""The desk page and what it calls: scans, redemptions, voids, the portrait."""

from datetime import datetime
from uuid import UUID

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from cardholders.keys.keyring import load_keys
from core.accounts.callers import current_account
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.errors import NotFound
from core.web.language import current_language
from core.web.services import services
from partners.places import Place
from verify.desk.own_desk import occasion_of_operator, own_place
from verify.desk.portrait import find_portrait
from verify.desk.recent import RecentLine, has_granted, recent_lines
from verify.desk.requests import read_redemption, read_scan, read_void
from verify.desk.screen import to_screen
from verify.lasting.words import RANKS
from verify.requests.inbox import count_waiting
from verify.scanning.answer import Answer
from verify.scanning.code import read_code
from verify.scanning.present import present
from verify.scanning.redeem import redeem
from verify.scanning.requests import VoidReason
from verify.scanning.void import void_redemption

blueprint = Blueprint("desk", __name__, url_prefix="/desk")
LOOK_HEADER = "X-Look"


@blueprint.get("")
@requires(Permission.DESK_SCAN)
def show() -> ResponseReturnValue:
    """Show the operator's desk, armed; a gate that gives one thing has a screen of its own."""
    parts, now = services(), services().now()
    with parts.database.reading() as session:
        place = own_place(session, now)
        waiting = count_waiting(session, place, now=now)
    return render_template(
        "desk/gate.html" if _is_gate(place) else "desk/desk.html",
        place=place,
        account=current_account(),
        lines=_lines(place, now),
        void_reasons=_void_reasons(),
        waiting=waiting,
    )


@blueprint.post("/scans")
@requires(Permission.DESK_SCAN)
def scan() -> ResponseReturnValue:
    """Judge one scan and show the answer."""
    parts, now = services(), services().now()
    wanted = read_scan(request.form)
    with parts.database.alone() as connection:
        code = read_code(wanted.text, load_keys(connection), now=now)
    with parts.database.writing() as session:
        occasion = occasion_of_operator(session, now)
        answer = present(session, wanted, code=code, occasion=occasion)
    return _show_answer(answer, occasion.place, now)


@blueprint.post("/redemptions")
@requires(Permission.DESK_SCAN)
def use() -> ResponseReturnValue:
    """Use one benefit on a scan and show the answer."""
    parts, now = services(), services().now()
    wanted = read_redemption(request.form, parts.policy)
    with parts.database.writing() as session:
        occasion = occasion_of_operator(session, now)
        answer = redeem(session, wanted, occasion=occasion)
    return _show_answer(answer, occasion.place, now)


@blueprint.post("/redemptions/<uuid:redemption>/void")
@requires(Permission.DESK_UNDO)
def undo(redemption: UUID) -> ResponseReturnValue:
    """Take a use of this desk back; of any other redemption it knows nothing."""
    parts, now = services(), services().now()
    wanted = read_void(request.form, redemption)
    with parts.database.writing() as session:
        occasion = occasion_of_operator(session, now)
        if not has_granted(session, occasion.place, redemption):
            raise NotFound(gettext("本处没有这次登记"))
        answer = void_redemption(session, wanted, occasion=occasion)
    return _show_answer(answer, occasion.place, now)


@blueprint.get("/photo/<uuid:scan_id>")
@requires(Permission.DESK_SCAN)
def portrait(scan_id: UUID) -> ResponseReturnValue:
    """Send the holder's photo for a scan that this desk made moments ago."""
    parts, now = services(), services().now()
    with parts.database.reading() as session:
        place = own_place(session, now)
        photo = find_portrait(session, place, scan_id, vault=parts.vault, now=now)
    return abort(404) if photo is None else Response(photo, mimetype="image/jpeg")


def _is_gate(place: Place) -> bool:
    return place.is_gate and len(services().policy.benefits_at(place.kind)) == 1


def _lines(place: Place, now: datetime) -> list[RecentLine]:
    parts = services()
    with parts.database.reading() as session:
        return recent_lines(
            session, place, policy=parts.policy, language=current_language(), now=now
        )


def _show_answer(answer: Answer, place: Place, now: datetime) -> ResponseReturnValue:
    language = current_language()
    screen = to_screen(answer, place=place, policy=services().policy, language=language)
    page = render_template(
        "desk/gate_answer.html" if _is_gate(place) else "desk/desk_answer.html",
        screen=screen,
        place=place,
        policy=services().policy,
        lines=_lines(place, now),
        void_reasons=_void_reasons(),
        ranks=RANKS,
    )
    return Response(page, headers={LOOK_HEADER: screen.look})


def _void_reasons() -> dict[VoidReason, str]:
    return {
        VoidReason.WRONG_BENEFIT: gettext("点错了项目"),
        VoidReason.NOT_USED: gettext("没有使用"),
        VoidReason.WRONG_PERSON: gettext("不是本人"),
        VoidReason.OTHER: gettext("其他原因"),
    }
