"""Every answer a scan can get: outcome, reason code, what it rests on and how it looks."""

from enum import StrEnum

from core.policy.vocabulary import Basis


class Outcome(StrEnum):
    """What a scan or a redemption comes to."""

    GRANTED = "granted"
    CHECKED = "checked"
    REFUSED = "refused"


class Look(StrEnum):
    """The one look each kind of answer has on every screen."""

    GRANTED = "granted"
    CHOOSE = "choose"
    USED = "used"
    NOT_ENTITLED = "not_entitled"
    STOPPED = "stopped"
    EXPIRED = "expired"
    UNREADABLE = "unreadable"
    STALE = "stale"


class Reason(StrEnum):
    """Why: the stable code that partners' systems may rely on."""

    GRANTED = "granted"
    ALREADY_IN = "already_in"
    SAME_USE = "same_use"
    VOIDED = "voided"
    CHOOSE_BENEFIT = "choose_benefit"
    DOCUMENT_REQUIRED = "document_required"
    DETAILS_REQUIRED = "details_required"
    RELEASED = "released"
    ENDED_ELSEWHERE = "ended_elsewhere"
    UNREADABLE = "unreadable"
    PAYMENT_CODE = "payment_code"
    OTHER_TOKEN = "other_token"
    TRUNCATED = "truncated"
    MISTYPED = "mistyped"
    UNKNOWN_KEY = "unknown_key"
    RETIRED_KEY = "retired_key"
    FORGED = "forged"
    UNKNOWN_CARD = "unknown_card"
    STALE = "stale"
    AHEAD = "ahead"
    REPLAYED = "replayed"
    REPLACED = "replaced"
    SUSPENDED = "suspended"
    FROZEN = "frozen"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    WRONG_DESK = "wrong_desk"
    SITE_NOT_COVERED = "site_not_covered"
    NOT_ENTITLED = "not_entitled"
    RANK_TOO_LOW = "rank_too_low"
    ALREADY_USED = "already_used"
    ALREADY_ACTIVE = "already_active"
    SCAN_UNKNOWN = "scan_unknown"
    SCAN_TOO_OLD = "scan_too_old"
    SCAN_REFUSED = "scan_refused"
    VOID_TOO_LATE = "void_too_late"
    NOT_ACTIVE = "not_active"


LOOKS: dict[Reason, Look] = {
    Reason.GRANTED: Look.GRANTED,
    Reason.ALREADY_IN: Look.USED,
    Reason.SAME_USE: Look.GRANTED,
    Reason.VOIDED: Look.CHOOSE,
    Reason.CHOOSE_BENEFIT: Look.CHOOSE,
    Reason.DOCUMENT_REQUIRED: Look.CHOOSE,
    Reason.DETAILS_REQUIRED: Look.CHOOSE,
    Reason.RELEASED: Look.CHOOSE,
    Reason.ENDED_ELSEWHERE: Look.CHOOSE,
    Reason.UNREADABLE: Look.UNREADABLE,
    Reason.PAYMENT_CODE: Look.UNREADABLE,
    Reason.OTHER_TOKEN: Look.UNREADABLE,
    Reason.TRUNCATED: Look.UNREADABLE,
    Reason.MISTYPED: Look.UNREADABLE,
    Reason.UNKNOWN_KEY: Look.UNREADABLE,
    Reason.UNKNOWN_CARD: Look.UNREADABLE,
    Reason.RETIRED_KEY: Look.EXPIRED,
    Reason.FORGED: Look.STOPPED,
    Reason.STALE: Look.STALE,
    Reason.AHEAD: Look.STALE,
    Reason.REPLAYED: Look.STALE,
    Reason.REPLACED: Look.STOPPED,
    Reason.SUSPENDED: Look.STOPPED,
    Reason.FROZEN: Look.STOPPED,
    Reason.REVOKED: Look.STOPPED,
    Reason.EXPIRED: Look.EXPIRED,
    Reason.NOT_YET_VALID: Look.EXPIRED,
    Reason.WRONG_DESK: Look.NOT_ENTITLED,
    Reason.SITE_NOT_COVERED: Look.NOT_ENTITLED,
    Reason.NOT_ENTITLED: Look.NOT_ENTITLED,
    Reason.RANK_TOO_LOW: Look.NOT_ENTITLED,
    Reason.ALREADY_USED: Look.USED,
    Reason.ALREADY_ACTIVE: Look.USED,
    Reason.SCAN_UNKNOWN: Look.UNREADABLE,
    Reason.SCAN_TOO_OLD: Look.STALE,
    Reason.SCAN_REFUSED: Look.STOPPED,
    Reason.VOID_TOO_LATE: Look.USED,
    Reason.NOT_ACTIVE: Look.USED,
}

_TEXT = {
    Reason.GRANTED,
    Reason.NOT_ENTITLED,
    Reason.RANK_TOO_LOW,
    Reason.WRONG_DESK,
    Reason.SITE_NOT_COVERED,
}
_OFFICE = {
    Reason.ALREADY_IN,
    Reason.DOCUMENT_REQUIRED,
    Reason.ALREADY_USED,
    Reason.ALREADY_ACTIVE,
    Reason.SUSPENDED,
    Reason.FROZEN,
    Reason.REVOKED,
    Reason.EXPIRED,
    Reason.VOID_TOO_LATE,
}


def basis_of(reason: Reason) -> Basis:
    """Answer what a reason rests on: the document's words, the office's setting, technology."""
    if reason in _TEXT:
        return Basis.TEXT
    return Basis.OFFICE if reason in _OFFICE else Basis.TECHNICAL
