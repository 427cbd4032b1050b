"""What the API answers: the decision in codes and words, and no more of the card than is seen."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from cardholders.people.models import DocumentType
from core.credential.fields import CredentialForm
from core.policy.vocabulary import Basis, Honour, PartnerKind, PhysicianRank
from partners.models import DeskProfile
from verify.lasting.models import Ending
from verify.scanning.models import EntryKind
from verify.scanning.reasons import Look, Outcome, Reason


class Answered(BaseModel):
    """A part of an answer; it can be made from the value of the same shape."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class CardAnswer(Answered):
    """The card as this desk may see it: a masked name, four characters only where compared."""

    number: str
    name: str | None = Field(description="Masked; null where the card opens nothing.")
    honours: tuple[Honour, ...]
    expires_on: date
    form: CredentialForm
    document_type: DocumentType | None
    document_last4: str | None
    has_photo: bool


class EarlierUse(Answered):
    """The use that stands in the way, or that is answered again."""

    at: datetime
    where: str


class BenefitAnswer(Answered):
    """One of the desk's benefits for this holder, as it stands after this request."""

    code: str
    name: str
    look: Look
    state: str = Field(description="How much is left, or why there is none, in words.")
    remaining: int | None = Field(description="Uses left in this period; null: not limited.")
    outcome: Outcome
    reason: Reason
    basis: Basis
    article: int | None
    earlier: EarlierUse | None = Field(description="The use that stands in the way.")
    redemption: UUID | None = Field(description="Set when this very scan has used it already.")


class StayAnswer(Answered):
    """The stay that this request began or ended."""

    unit: str | None
    began_at: datetime
    ended_at: datetime | None
    ending: Ending | None = Field(description="Null while it lasts.")


class AdviserAnswer(Answered):
    """The health adviser's assignment that this request began or ended."""

    physician: str
    department: str
    rank: PhysicianRank
    began_at: datetime
    ended_at: datetime | None
    ending: Ending | None = Field(description="Null while it lasts.")


class ScanAnswer(Answered):
    """The answer to a scan, a redemption or a void: yes or no, why, and what to do next."""

    id: UUID
    kind: EntryKind
    outcome: Outcome
    reason: Reason
    basis: Basis
    article: int | None = Field(description="Cited only where the document's own words decide.")
    look: Look = Field(description="The one look this answer has on every screen.")
    title: str = Field(description="A few characters, legible at two metres.")
    detail: str | None = Field(description="The fact behind it: when and where, or a date.")
    next_step: str
    basis_line: str | None = Field(description="The basis in words; null for technical reasons.")
    notes: tuple[str, ...] = Field(description="What must be said beside a granted benefit.")
    telephone: str
    at: datetime
    scan: UUID
    benefit: str | None
    card: CardAnswer | None
    benefits: tuple[BenefitAnswer, ...]
    redemption: UUID | None = Field(description="The use that was counted, or found again.")
    earlier: EarlierUse | None
    stay: StayAnswer | None
    adviser: AdviserAnswer | None
    former: EarlierUse | None = Field(description="The use elsewhere that `end_former` ended.")


class DeviceAnswer(Answered):
    """The device that is paired now."""

    id: int
    label: str


class DeskAnswer(Answered):
    """The desk that the device stands at."""

    id: int
    name: str
    site: str
    partner: str
    kind: PartnerKind
    profile: DeskProfile


class Enrolment(Answered):
    """A paired device with its bearer token, which is shown this one time."""

    token: str
    device: DeviceAnswer
    desk: DeskAnswer
