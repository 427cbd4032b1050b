"""Scans, redemptions, voids, releases of partners' systems: the desk pages' own use cases."""

from datetime import datetime
from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from cardholders.keys.keyring import load_keys
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.errors import Forbidden
from core.policy.model import Policy
from core.web.json_body import bad_field, read_body
from core.web.language import current_language
from core.web.services import services
from partners.device_caller import DeviceCaller, current_device, mark_seen
from verify.api.answers import ScanAnswer
from verify.api.blueprint import api_blueprint
from verify.api.description import BY_DEVICE, JSON_TYPE, answers, description
from verify.api.schemas import RedemptionBody, ReleaseBody, ScanBody, VoidBody
from verify.api.write_answer import to_scan_answer
from verify.scanning.answer import Answer
from verify.scanning.code import read_code
from verify.scanning.present import present
from verify.scanning.redeem import redeem
from verify.scanning.release import release_use
from verify.scanning.requests import (
    Occasion,
    RedemptionRequest,
    ReleaseRequest,
    ScanRequest,
    Station,
    VoidRequest,
)
from verify.scanning.void import void_redemption

blueprint = api_blueprint("api_scans")
PROBLEMS = (400, 401, 403, 409, 413, 415, 422, 503)


@blueprint.post("/v1/scans")
@description.validate(
    json=ScanBody,
    resp=answers(ScanAnswer, *PROBLEMS),
    security=BY_DEVICE,
    operation_id="scan",
    skip_validation=True,
)
@requires(Permission.API_SCAN)
def scan() -> ResponseReturnValue:
    """Judge a code.

    At a gate a good code is a use at once; elsewhere it is `checked` and a redemption follows.
    """
    device, body, parts = current_device(), read_body(ScanBody), services()
    _require_known(body.benefit, parts.policy)
    request = ScanRequest(
        id=body.id,
        text=body.text,
        benefit=body.benefit,
        document_checked=body.document_checked,
    )
    now = parts.now()
    with parts.database.alone() as connection:
        code = read_code(body.text, load_keys(connection), now=now)
    with parts.database.writing() as session:
        occasion = _occasion(session, device, now=now)
        answer = present(session, request, code=code, occasion=occasion)
    return _written(answer, occasion)


@blueprint.post("/v1/redemptions")
@description.validate(
    json=RedemptionBody,
    resp=answers(ScanAnswer, *PROBLEMS),
    security=BY_DEVICE,
    operation_id="redeem",
    skip_validation=True,
)
@requires(Permission.API_SCAN)
def redemption() -> ResponseReturnValue:
    """Use one benefit on a scan of the same desk.

    The scan is at most 15 minutes old; the card is judged anew.
    """
    device, body, parts = current_device(), read_body(RedemptionBody), services()
    _require_known(body.benefit, parts.policy)
    request = RedemptionRequest(
        id=body.id,
        scan=body.scan,
        benefit=body.benefit,
        document_checked=body.document_checked,
        note=body.note,
        particulars=body.particulars,
    )
    now = parts.now()
    with parts.database.writing() as session:
        occasion = _occasion(session, device, now=now)
        answer = redeem(session, request, occasion=occasion)
    return _written(answer, occasion)


@blueprint.post("/v1/redemptions/<uuid:redemption_id>/void")
@description.validate(
    json=VoidBody,
    resp=answers(ScanAnswer, 404, *PROBLEMS),
    security=BY_DEVICE,
    operation_id="void",
    path_parameter_descriptions={"redemption_id": "The id of the redemption, or of a gate's scan."},
    skip_validation=True,
)
@requires(Permission.API_SCAN)
def void(redemption_id: UUID) -> ResponseReturnValue:
    """Take a use of the same day back.

    A void that arrives before its redemption waits for it, and refuses it.
    """
    device, body, parts = current_device(), read_body(VoidBody), services()
    request = VoidRequest(id=body.id, redemption=redemption_id, reason=body.reason, note=body.note)
    now = parts.now()
    with parts.database.writing() as session:
        occasion = _occasion(session, device, now=now)
        answer = void_redemption(session, request, occasion=occasion)
    return _written(answer, occasion)


@blueprint.post("/v1/redemptions/<uuid:redemption_id>/release")
@description.validate(
    json=ReleaseBody,
    resp=answers(ScanAnswer, 404, *PROBLEMS),
    security=BY_DEVICE,
    operation_id="release",
    path_parameter_descriptions={"redemption_id": "The redemption that began it."},
    skip_validation=True,
)
@requires(Permission.API_SCAN)
def release(redemption_id: UUID) -> ResponseReturnValue:
    """End a stay or an adviser's assignment that began with the same partner.

    What has ended already, or is not the partner's, is answered `not_active`.
    """
    device, body, parts = current_device(), read_body(ReleaseBody), services()
    request = ReleaseRequest(id=body.id, redemption=redemption_id, note=body.note)
    now = parts.now()
    with parts.database.writing() as session:
        occasion = _occasion(session, device, now=now)
        answer = release_use(session, request, occasion=occasion)
    return _written(answer, occasion)


def _occasion(session: Session, device: DeviceCaller, *, now: datetime) -> Occasion:
    if device.place is None:
        raise Forbidden(gettext("这个服务台已关闭，请联系本单位管理员"))
    if device.is_seen_again(now):
        mark_seen(session, device.device_id, now=now)
    policy, vault = services().policy, services().vault
    return Occasion(Station(device.place, device_id=device.device_id), policy, vault, now)


def _require_known(benefit: str | None, policy: Policy) -> None:
    if benefit is not None and not policy.has_benefit(benefit):
        words = gettext("政策中没有这个权益代码")
        raise bad_field("benefit", "unknown_benefit", f"{words}: {benefit}")


def _written(answer: Answer, occasion: Occasion) -> Response:
    written = to_scan_answer(
        answer, place=occasion.place, policy=occasion.policy, language=current_language()
    )
    return Response(written.model_dump_json(), mimetype=JSON_TYPE)
