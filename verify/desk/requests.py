"""Read what the desk page sends: form fields become the requests of the use cases."""

from uuid import UUID

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from core.errors import InvalidInput
from core.policy.model import Policy
from core.policy.vocabulary import PhysicianRank
from verify.lasting.particulars import (
    MAX_DEPARTMENT,
    MAX_PHYSICIAN,
    MAX_UNIT,
    Adviser,
    Particulars,
)
from verify.scanning.requests import (
    MAX_NOTE,
    MAX_TEXT,
    RedemptionRequest,
    ReleaseRequest,
    ScanRequest,
    VoidReason,
    VoidRequest,
)

Form = MultiDict[str, str]


def read_scan(form: Form) -> ScanRequest:
    """Answer a scan; a text that is too long stays too long, and is judged unreadable."""
    return ScanRequest(_id(form, "id"), _text(form, "text")[: MAX_TEXT + 1])


def read_redemption(form: Form, policy: Policy) -> RedemptionRequest:
    """Answer a use of a benefit of the policy; raises InvalidInput."""
    benefit = form.get("benefit", "")
    if not policy.has_benefit(benefit):
        raise InvalidInput(gettext("没有这项服务，请重新扫码"), field="benefit")
    return RedemptionRequest(
        id=_id(form, "id"),
        scan=_id(form, "scan"),
        benefit=benefit,
        document_checked=form.get("document_checked") == "1",
        note=_line(form, "note", MAX_NOTE),
        particulars=Particulars(
            unit=_line(form, "unit", MAX_UNIT),
            adviser=_adviser(form),
            end_former=form.get("end_former") == "1",
        ),
    )


def read_void(form: Form, redemption: UUID) -> VoidRequest:
    """Answer a redemption taken back, with one of the four reasons; raises InvalidInput."""
    reason = form.get("reason", "")
    if reason not in set(VoidReason):
        raise InvalidInput(gettext("请选择撤销的原因"), field="reason")
    return VoidRequest(_id(form, "id"), redemption, VoidReason(reason))


def read_release(form: Form, redemption: UUID) -> ReleaseRequest:
    """Answer a stay or an assignment that is over; raises InvalidInput."""
    return ReleaseRequest(_id(form, "id"), redemption)


def read_unit(form: Form) -> str | None:
    """Answer a room's name, None for none."""
    return _line(form, "unit", MAX_UNIT)


def _adviser(form: Form) -> Adviser | None:
    """Answer the physician, or None while anything of it is missing."""
    physician = _line(form, "physician", MAX_PHYSICIAN)
    department = _line(form, "department", MAX_DEPARTMENT)
    rank = next((each for each in PhysicianRank if each == form.get("rank")), None)
    if physician is None or department is None or rank is None:
        return None
    return Adviser(physician, department, rank)


def _id(form: Form, name: str) -> UUID:
    try:
        return UUID(form.get(name, ""))
    except ValueError:
        raise InvalidInput(gettext("请求没有编号，请刷新此页"), field=name) from None


def _line(form: Form, name: str, longest: int) -> str | None:
    return _text(form, name).strip()[:longest] or None


def _text(form: Form, name: str) -> str:
    return form.get(name, "").replace("\0", "\N{REPLACEMENT CHARACTER}")
