"""What partners' systems send to the API: bodies with every length bounded."""

from typing import Annotated, Self
from uuid import UUID

from flask_babel import gettext
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictStr,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from core.policy.vocabulary import PhysicianRank
from verify.lasting.particulars import (
    MAX_DEPARTMENT,
    MAX_PHYSICIAN,
    MAX_UNIT,
    Adviser,
    Particulars,
)
from verify.scanning.requests import MAX_NOTE, MAX_TEXT, VoidReason

BENEFIT_LENGTH = 40
CODE_LENGTH = 64

Text = Annotated[StrictStr, Field(max_length=MAX_TEXT)]
BenefitCode = Annotated[StrictStr, Field(min_length=1, max_length=BENEFIT_LENGTH)]
Note = Annotated[StrictStr, Field(max_length=MAX_NOTE)]
Line = Annotated[StrictStr, StringConstraints(strip_whitespace=True, min_length=1)]


class Body(BaseModel):
    """A request's body; fields that this version does not know are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class ScanBody(Body):
    """One scan: the digits of a QR (`qr`) or the token text (`presentation`), one of the two.

    Any text of up to 4096 characters is judged.
    """

    id: UUID = Field(description="Made by the client; sent again it gets the first answer again.")
    qr: Text | None = Field(None, description="What the camera or the scanner read.")
    presentation: Text | None = Field(None, description="`credential~proof`, or `credential`.")
    benefit: BenefitCode | None = Field(None, description="Use this benefit at once.")
    document_checked: StrictBool = Field(
        default=False, description="The identity document was compared."
    )

    @model_validator(mode="after")
    def _has_one_text(self) -> Self:
        if (self.qr is None) == (self.presentation is None):
            words = gettext("qr和presentation须填其一，且只填其一")
            raise PydanticCustomError("value_error", "{words}", {"words": words})
        return self

    @property
    def text(self) -> str:
        """Whichever of the two was sent."""
        return self.qr if self.qr is not None else self.presentation or ""


class AdviserBody(Body):
    """The physician who is to be the holder's health adviser."""

    physician: Annotated[Line, Field(max_length=MAX_PHYSICIAN)]
    department: Annotated[Line, Field(max_length=MAX_DEPARTMENT)]
    rank: PhysicianRank

    @property
    def named(self) -> Adviser:
        """The physician as the use cases know them."""
        return Adviser(self.physician, self.department, self.rank)


class RedemptionBody(Body):
    """A use of one benefit on a scan that the same desk made in the last 15 minutes."""

    id: UUID = Field(description="Made by the client; it names the redemption from now on.")
    scan: UUID = Field(description="The id of the scan.")
    benefit: BenefitCode
    document_checked: StrictBool = Field(
        default=False, description="The identity document was compared, now or at the scan."
    )
    note: Note | None = Field(None, description="Kept encrypted beside the log.")
    unit: Annotated[Line, Field(max_length=MAX_UNIT)] | None = Field(
        None, description="For a stay: the room. Kept encrypted."
    )
    adviser: AdviserBody | None = Field(
        None, description="For a health adviser: who it is; else `details_required`."
    )
    end_former: StrictBool = Field(
        default=False,
        description="When a stay or an assignment is active elsewhere, end it and begin here.",
    )

    @property
    def particulars(self) -> Particulars:
        """What the use carries besides its benefit."""
        adviser = self.adviser.named if self.adviser else None
        return Particulars(self.unit, adviser, self.end_former)


class VoidBody(Body):
    """A redemption taken back by the desk that granted it, on the same day."""

    id: UUID = Field(description="Made by the client, an id of the void itself.")
    reason: VoidReason = VoidReason.OTHER
    note: Note | None = Field(None, description="Kept encrypted beside the log.")


class ReleaseBody(Body):
    """A stay or an assignment that is over."""

    id: UUID = Field(description="Made by the client, an id of the release itself.")
    note: Note | None = Field(None, description="Kept encrypted beside the log.")


class EnrolBody(Body):
    """The one-time code that pairs a device with its desk."""

    code: Annotated[StrictStr, Field(min_length=1, max_length=CODE_LENGTH)]
