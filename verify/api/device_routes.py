"""A device enrols itself with a one-time code, and receives its token once."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.accounts.guard import public
from core.errors import Forbidden
from core.web.json_body import read_body
from core.web.limits import limiter
from core.web.services import services
from partners.devices import enrol_device
from partners.places import load_place
from verify.api.answers import Enrolment
from verify.api.blueprint import api_blueprint
from verify.api.description import answers, description
from verify.api.schemas import EnrolBody
from verify.api.write_answer import to_enrolment

blueprint = api_blueprint("api_devices")
ATTEMPTS = "60 per minute"


@blueprint.post("/v1/devices/enrol")
@limiter.limit(ATTEMPTS)
@description.validate(
    json=EnrolBody,
    resp=answers(Enrolment, 400, 403, 413, 415, 422, 429, 503),
    operation_id="enrol",
    skip_validation=True,
)
@public("the one-time code is what lets a device in")
def enrol() -> ResponseReturnValue:
    """Pair a device with its desk.

    A code works once: of two devices that try it at the same moment one is refused.
    """
    body, parts = read_body(EnrolBody), services()
    with parts.database.writing() as session:
        enrolled = enrol_device(session, body.code, now=parts.now())
        place = load_place(session, enrolled.device.desk_id, policy=parts.policy, now=parts.now())
        if place is None:
            raise Forbidden(gettext("这个服务台已关闭，请联系本单位管理员"))
    return to_enrolment(enrolled, place).model_dump(mode="json")
