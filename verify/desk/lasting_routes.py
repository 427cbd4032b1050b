"""The lists of a desk: who stays at the house, and whom the hospital's physicians advise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.errors import NotFound
from core.policy.vocabulary import PartnerKind
from core.spreadsheet import Column
from core.web.download import send_spreadsheet
from core.web.services import services
from partners.places import Place
from verify.desk.lasting_columns import adviser_columns, stay_columns
from verify.desk.own_desk import occasion_of_operator, own_place
from verify.desk.requests import read_release, read_unit
from verify.lasting.facts import nights
from verify.lasting.ledger import Kind
from verify.lasting.lists import LastingLine, load_active, load_ended, name_unit
from verify.lasting.models import AdviserAssignment, Stay
from verify.lasting.words import ASSIGNMENT_ENDINGS, CONCERNS, RANKS, STAY_ENDINGS
from verify.scanning.reasons import Reason
from verify.scanning.release import release_use

blueprint = Blueprint("desk_lists", __name__, url_prefix="/desk")


@blueprint.get("/stays")
@requires(Permission.DESK_RELEASE)
def stays() -> ResponseReturnValue:
    """Show who stays here, and whose stay ended lately."""
    now = services().now()
    lists = _load(Stay, PartnerKind.APARTMENT, now)
    return render_template(
        "desk/stays.html",
        lists=lists,
        nights=nights,
        now=now,
        new_id=uuid4,
        concerns=CONCERNS,
        endings=STAY_ENDINGS,
    )


@blueprint.get("/stays/export")
@requires(Permission.DESK_RELEASE)
def export_stays() -> ResponseReturnValue:
    """Answer the list of guests as an Excel file."""
    now = services().now()
    return _export(Stay, gettext("在住名单"), stay_columns(now), kind=PartnerKind.APARTMENT)


@blueprint.post("/stays/<uuid:redemption>/unit")
@requires(Permission.DESK_RELEASE)
def unit(redemption: UUID) -> ResponseReturnValue:
    """Write down or correct the room of a stay."""
    parts, now = services(), services().now()
    wanted = read_unit(request.form)
    with parts.database.writing() as session:
        place = own_place(session, now)
        _require(PartnerKind.APARTMENT, place)
        found = name_unit(session, redemption, wanted, site_id=place.site_id, vault=parts.vault)
    if not found:
        raise NotFound(gettext("本处没有这次入住，或者已经结束"))
    flash(gettext("房号已保存"))
    return redirect(url_for("desk_lists.stays"))


@blueprint.post("/stays/<uuid:redemption>/check-out")
@requires(Permission.DESK_RELEASE)
def check_out(redemption: UUID) -> ResponseReturnValue:
    """Check a guest out."""
    if _release(redemption, PartnerKind.APARTMENT):
        flash(gettext("已退房"))
    else:
        flash(gettext("这次入住已经结束，或者不是本单位登记的"), "error")
    return redirect(url_for("desk_lists.stays"))


@blueprint.get("/advisers")
@requires(Permission.DESK_RELEASE)
def advisers() -> ResponseReturnValue:
    """Show whom this hospital's physicians advise, and what ended lately."""
    lists = _load(AdviserAssignment, PartnerKind.HOSPITAL, services().now())
    return render_template(
        "desk/advisers.html",
        lists=lists,
        new_id=uuid4,
        ranks=RANKS,
        concerns=CONCERNS,
        endings=ASSIGNMENT_ENDINGS,
    )


@blueprint.get("/advisers/export")
@requires(Permission.DESK_RELEASE)
def export_advisers() -> ResponseReturnValue:
    """Answer the list of health advisers as an Excel file."""
    title = gettext("健康顾问名单")
    return _export(AdviserAssignment, title, adviser_columns(), kind=PartnerKind.HOSPITAL)


@blueprint.post("/advisers/<uuid:redemption>/end")
@requires(Permission.DESK_RELEASE)
def end_assignment(redemption: UUID) -> ResponseReturnValue:
    """End a health adviser's assignment."""
    if _release(redemption, PartnerKind.HOSPITAL):
        flash(gettext("健康顾问的配备已结束"))
    else:
        flash(gettext("这次配备已经结束，或者不是本单位登记的"), "error")
    return redirect(url_for("desk_lists.advisers"))


@dataclass(frozen=True, slots=True)
class _Lists:
    """What lasts at a place, and what ended there lately."""

    place: Place
    active: tuple[LastingLine, ...]
    ended: tuple[LastingLine, ...]


def _load(of: type[Kind], kind: PartnerKind, now: datetime) -> _Lists:
    parts = services()
    with parts.database.reading() as session:
        place = own_place(session, now)
        _require(kind, place)
        active = load_active(session, of, place.site_id, vault=parts.vault, now=now)
        return _Lists(
            place, active, load_ended(session, of, place.site_id, vault=parts.vault, now=now)
        )


def _export(
    of: type[Kind], title: str, columns: Sequence[Column[LastingLine]], *, kind: PartnerKind
) -> ResponseReturnValue:
    lists: _Lists = _load(of, kind, services().now())
    rows = (*lists.active, *lists.ended)
    return send_spreadsheet(title, columns, rows=rows, file_name=of.__tablename__)


def _release(redemption: UUID, kind: PartnerKind) -> bool:
    parts, now = services(), services().now()
    wanted = read_release(request.form, redemption)
    with parts.database.writing() as session:
        occasion = occasion_of_operator(session, now)
        _require(kind, occasion.place)
        answer = release_use(session, wanted, occasion=occasion)
    return answer.verdict.reason is Reason.RELEASED


def _require(kind: PartnerKind, place: Place) -> None:
    if place.kind is not kind:
        raise NotFound(gettext("您的服务台不办理此项"))
