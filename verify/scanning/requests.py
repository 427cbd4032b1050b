"""What a desk sends: a scan, a redemption, a void, a release; who sends it, from where, when."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic_core import to_json

from core.encryption import Vault
from core.policy.model import Policy
from partners.places import Place
from verify.lasting.particulars import Particulars

MAX_TEXT = 4096
MAX_NOTE = 500
NO_PARTICULARS = Particulars()


class VoidReason(StrEnum):
    """Why a use is taken back."""

    WRONG_BENEFIT = "wrong_benefit"
    NOT_USED = "not_used"
    WRONG_PERSON = "wrong_person"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Station:
    """The desk a request comes from, and the operator or the device that sends it."""

    place: Place
    account_id: int | None = None
    device_id: int | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """What every request is judged by: its desk, the policy, the vault and the moment."""

    station: Station
    policy: Policy
    vault: Vault
    now: datetime

    @property
    def place(self) -> Place:
        """The desk's place."""
        return self.station.place


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """One scan: the digits or the token text, up to MAX_TEXT characters.

    `benefit` asks for a use at once; `document_checked` says that the operator compared the
    identity document.
    """

    id: UUID
    text: str
    benefit: str | None = None
    document_checked: bool = False


@dataclass(frozen=True, slots=True)
class RedemptionRequest:
    """A use of one benefit, on a scan of the same desk."""

    id: UUID
    scan: UUID
    benefit: str
    document_checked: bool = False
    note: str | None = None
    particulars: Particulars = NO_PARTICULARS


@dataclass(frozen=True, slots=True)
class VoidRequest:
    """A redemption taken back."""

    id: UUID
    redemption: UUID
    reason: VoidReason
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReleaseRequest:
    """A stay or an assignment that is over; `redemption` began it at a desk of the partner."""

    id: UUID
    redemption: UUID
    note: str | None = None


DeskRequest = ScanRequest | RedemptionRequest | VoidRequest | ReleaseRequest


def body_hash(request: DeskRequest) -> bytes:
    """Answer the SHA-256 of everything the request says, 32 bytes."""
    return hashlib.sha256(to_json(asdict(request))).digest()
