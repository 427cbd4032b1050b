"""Read what the desk page sends: form fields become the requests of the use cases."""

from uuid import UUID

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from core.errors import InvalidInput
from core.policy.model import Policy
from verify.scanning.requests import (
    MAX_NOTE,
    MAX_TEXT,
    RedemptionRequest,
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
        note=_text(form, "note").strip()[:MAX_NOTE] or None,
    )


def read_void(form: Form, redemption: UUID) -> VoidRequest:
    """Answer a redemption taken back, with one of the four reasons; raises InvalidInput."""
    reason = form.get("reason", "")
    if reason not in set(VoidReason):
        raise InvalidInput(gettext("请选择撤销的原因"), field="reason")
    return VoidRequest(_id(form, "id"), redemption, VoidReason(reason))


def _id(form: Form, name: str) -> UUID:
    try:
        return UUID(form.get(name, ""))
    except ValueError:
        raise InvalidInput(gettext("请求没有编号，请刷新此页"), field=name) from None


def _text(form: Form, name: str) -> str:
    return form.get(name, "").replace("\0", "\N{REPLACEMENT CHARACTER}")
