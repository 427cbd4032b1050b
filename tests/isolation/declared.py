"""What every address and every body of the application carries: which id, or none.

A route that is not written down here fails a test of this package, so that no route slips by.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class IdKind(StrEnum):
    """What an id names."""

    PARTNER = "partner"
    SITE = "site"
    GRADE = "grade"
    DESK = "desk"
    DEVICE = "device"
    STAFF = "staff"
    HOLDER = "holder"
    CARD = "card"
    CARD_NUMBER = "card number"
    DECISION = "decision"
    PROPOSAL = "proposal"
    REPORT = "report of a holder"
    REQUEST = "scan, redemption, void or release"
    WISH = "request of a holder"
    LINE = "line of the log"


class Filler(StrEnum):
    """Values that only the caller, or the moment, knows."""

    BENEFIT = "a benefit of the caller's kind of partner"
    NEW_ID = "an id that nobody has used"


ARGUMENTS: Mapping[str, IdKind | None] = {
    "partner_id": IdKind.PARTNER,
    "site_id": IdKind.SITE,
    "grade_id": IdKind.GRADE,
    "desk_id": IdKind.DESK,
    "device_id": IdKind.DEVICE,
    "account_id": IdKind.STAFF,
    "holder_id": IdKind.HOLDER,
    "card_id": IdKind.CARD,
    "decision_id": IdKind.DECISION,
    "proposal_id": IdKind.PROPOSAL,
    "report_id": IdKind.REPORT,
    "request_id": IdKind.WISH,
    "redemption": IdKind.REQUEST,
    "redemption_id": IdKind.REQUEST,
    "scan_id": IdKind.REQUEST,
    "code": None,  # a language
    "language": None,
    "page": None,  # a page of the phone
    "filename": None,
    "number": None,  # of a public status list
}
"""The variable parts of addresses, by name; None for what is no id of anybody's."""


@dataclass(frozen=True)
class Fields:
    """The ids among the fields of a body or a query, and what else a good request needs."""

    ids: Mapping[str, IdKind] = field(default_factory=dict)
    others: Mapping[str, Any] = field(default_factory=dict)


NO_IDS = Fields()
OWN_ID = {"id": IdKind.REQUEST}
USE = Fields(
    {**OWN_ID, "scan": IdKind.REQUEST},
    {"benefit": Filler.BENEFIT},
)
FILTERS = {"partner": IdKind.PARTNER, "site": IdKind.SITE, "q": IdKind.CARD_NUMBER}
USAGE = Fields({**FILTERS, "before": IdKind.LINE, "after": IdKind.LINE})

QUERIES: Mapping[str, Fields] = {
    "usage.show_partner": USAGE,
    "usage.export_partner": Fields(FILTERS),
    "usage.show_office": USAGE,
    "usage.export_office": Fields(FILTERS),
    "devices.new": Fields({"desk": IdKind.DESK}),
    "decisions.new": Fields({"person": IdKind.HOLDER}),
    "decisions.show": Fields({"person": IdKind.HOLDER}),
    "decisions.search": Fields({"person": IdKind.HOLDER}),
}
"""The ids in the queries of pages."""

BODIES: Mapping[str, Fields] = {
    "api_devices.enrol": Fields(others={"code": "NO SUCH CODE"}),
    "api_scans.scan": Fields(OWN_ID, {"qr": "0"}),
    "api_scans.redemption": USE,
    "api_scans.void": Fields(OWN_ID),
    "api_scans.release": Fields(OWN_ID),
    "cards.issue": NO_IDS,
    "cards.make_letter": NO_IDS,
    "decisions.grant": Fields({"people": IdKind.HOLDER}),
    "decisions.record": Fields({"person": IdKind.HOLDER}),
    "desk.scan": Fields(OWN_ID, {"text": "0"}),
    "desk.use": USE,
    "desk.undo": Fields(others={"id": Filler.NEW_ID, "reason": "not_used"}),
    "desk_lists.check_out": Fields(OWN_ID),
    "desk_lists.end_assignment": Fields(OWN_ID),
    "desk_lists.unit": Fields(others={"unit": "0000"}),
    "desk_requests.accept": Fields(others={"day": "2026-05-21", "time": "09:30", "word": "0000"}),
    "desk_requests.decline": Fields(others={"seen": "submitted", "word": "0000"}),
    "desks.add": NO_IDS,
    "desks.close": NO_IDS,
    "desks.reopen": NO_IDS,
    "desks.save": NO_IDS,
    "devices.invite": Fields({"desk": IdKind.DESK}, {"label": "0000"}),
    "devices.revoke": NO_IDS,
    "grades.add": NO_IDS,
    "grades.save": NO_IDS,
    "grades.void": NO_IDS,
    "own_devices.invite": Fields({"desk": IdKind.DESK}, {"label": "0000"}),
    "own_devices.revoke": NO_IDS,
    "partners.register": NO_IDS,
    "partners.save": NO_IDS,
    "people.register": NO_IDS,
    "people.save": NO_IDS,
    "people.upload_photo": NO_IDS,
    "phone_api.activation": NO_IDS,
    "phone_api.activation_code": NO_IDS,
    "phone_api.bind": NO_IDS,
    "phone_sign_in.bind": NO_IDS,
    "phone_sign_in.code": NO_IDS,
    "phone_requests.submit": Fields(
        {"id": IdKind.WISH, "site": IdKind.SITE}, {"benefit": "escort", "day": "2026-05-21"}
    ),
    "phone_requests.withdraw": NO_IDS,
    "phone_reports.report": Fields({**OWN_ID, "entry": IdKind.LINE}, {"kind": "not_me"}),
    "plastic.card": NO_IDS,
    "plastic.picture": NO_IDS,
    "plastic.sheets": Fields({"card": IdKind.CARD}),
    "phone_consents.change": NO_IDS,
    "phone_devices.freeze": NO_IDS,
    "phone_devices.plastic_lost": NO_IDS,
    "phone_devices.unbind": NO_IDS,
    "phone_unfreeze.send_code": NO_IDS,
    "phone_unfreeze.unfreeze": NO_IDS,
    "proposals.agree": NO_IDS,
    "proposals.refuse": NO_IDS,
    "proposals.withdraw": NO_IDS,
    "reports.close": NO_IDS,
    "sign_in.enter": NO_IDS,
    "sign_in.leave": NO_IDS,
    "sites.add": NO_IDS,
    "sites.save": NO_IDS,
    "staff.appoint": Fields(
        {"desk": IdKind.DESK}, {"name": "某人", "login": "somebody", "role": "operator"}
    ),
    "staff.disable": NO_IDS,
    "staff.enable": NO_IDS,
    "staff.move": Fields({"desk": IdKind.DESK}),
    "staff.reset": NO_IDS,
    "stops.reinstate": NO_IDS,
    "stops.stop": NO_IDS,
}
"""What is sent to change something: every such endpoint stands here, also one without ids."""

PLAIN = frozenset(
    """
    address address_en adviser after answer award before benefit code cover crop_height crop_width
    crop_x crop_y csrf_token decided_on department division document_checked document_number
    document_type end_former engagement_form expiry field from given ground group home_unit honour
    host_employer kind label language login long_term mail meeting mobile name name_en nationality
    next note outcome page password photo physician plastic presentation profile q qr rank reason
    reservation reservation_en reward_yuan role show sort state talent_kind telephone text to unit
    valid_from valid_until
    """.split()  # noqa: SIM905  # sixty quoted words read worse
)
"""Names of fields, in any body or query, that hold no id of a partner's."""

ANSWERED_ALIKE: Mapping[tuple[str, str], str] = {
    (
        "api_scans.scan",
        "id",
    ): "the caller names its own request",
    ("api_scans.redemption", "id"): "the caller names its own request",
    ("api_scans.redemption", "scan"): "refused and logged as a scan that this desk never made",
    ("api_scans.void", "id"): "the caller names its own request",
    ("api_scans.void", "redemption_id"): "kept as a void of this desk that came before its use",
    ("api_scans.release", "id"): "the caller names its own request",
    ("api_scans.release", "redemption_id"): "refused and logged as not active with this partner",
    ("desk.scan", "id"): "the caller names its own request",
    ("desk.use", "id"): "the caller names its own request",
    ("desk.use", "scan"): "refused and logged as a scan that this desk never made",
    ("desk_lists.check_out", "id"): "the caller names its own request",
    ("desk_lists.check_out", "redemption"): "the list says that no such stay lasts here",
    ("desk_lists.end_assignment", "id"): "the caller names its own request",
    ("desk_lists.end_assignment", "redemption"): "the list says that no such assignment lasts here",
    ("usage.show_partner", "q"): "a list without lines",
    ("usage.export_partner", "q"): "a file without lines",
    ("usage.show_partner", "before"): "a place in the order of the caller's own lines",
    ("usage.show_partner", "after"): "a place in the order of the caller's own lines",
}
"""Where an id of another's is answered as one that nobody has, but not by 401, 403 or 404."""

PLACES = frozenset({("usage.show_partner", "before"), ("usage.show_partner", "after")})
"""Where an id is a place in an order, so that two unknown ones may cut it differently."""

DIRECTORIES = frozenset({"phone_requests.show", "phone_uses.venues"})
"""Pages that name every place to any holder, as a printed directory would."""
