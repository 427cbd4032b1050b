"""What the bound phone tells the office, and what the office answered."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from cardholders.phone.answers import milliseconds
from cardholders.phone.caller import by_phone, current_phone
from cardholders.phone.holder import bound_holder
from cardholders.phone.signatures import spend_signature
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.web.json_body import read_body
from core.web.limits import limiter
from core.web.services import services
from verify.holder.answers import report_answer
from verify.holder.bodies import ReportBody
from verify.reports.find_report import wishes_of
from verify.reports.make_report import ReportRequest, make_report

blueprint = Blueprint("phone_reports", __name__, url_prefix="/phone/api")


@blueprint.get("/reports")
@requires(Permission.PHONE_SELF)
@limiter.limit("60 per minute", key_func=by_phone)
def wishes() -> ResponseReturnValue:
    """Answer what the holder asked to be corrected or erased, the newest first."""
    parts = services()
    with parts.database.reading() as session:
        mine = bound_holder(session, current_phone())
        reports = wishes_of(session, mine.holder.id)
        answers = [report_answer(each, vault=parts.vault) for each in reports]
    return {"now": milliseconds(parts.now()), "reports": answers}


@blueprint.post("/reports")
@requires(Permission.PHONE_SELF)
@limiter.limit("20 per hour", key_func=by_phone)
def report() -> ResponseReturnValue:
    """Take a report to the office; the same one again is answered with the first."""
    body, parts, now = read_body(ReportBody), services(), services().now()
    asked = ReportRequest(body.id, body.kind, body.entry, body.text)
    with parts.database.writing() as session:
        spend_signature(session, current_phone(), now=now)
        mine = bound_holder(session, current_phone())
        made = make_report(session, mine.holder, asked=asked, vault=parts.vault, now=now)
        answer = report_answer(made, vault=parts.vault)
    return {"now": milliseconds(now), "report": answer}
