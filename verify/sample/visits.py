"""What visits.yaml tells of the last weeks: what was done to cards, and who went where."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pydantic import ConfigDict, TypeAdapter

from verify.lasting.particulars import Adviser, Particulars
from verify.sample.sheet import read_sheet


class Shown(StrEnum):
    """What the scanner reads; `lost` is plastic that somebody else found."""

    PHONE = "phone"
    PRINTED = "printed"
    LOST = "lost"
    SCREENSHOT = "screenshot"
    PASSED_ON = "passed_on"
    FORGED = "forged"
    MISTYPED = "mistyped"
    TRUNCATED = "truncated"
    PAYMENT_CODE = "payment_code"
    NOTHING_OF_OURS = "nothing_of_ours"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit; moments are told as "13 09:12", thirteen days ago by the clock of Shanghai.

    `benefits` are asked for one by one. `undone` takes the last use back a few minutes later,
    `left` ends what it began, `moves` ends what stood in its way elsewhere; `by_system` is the
    partner's own system asking through the API instead of the operator.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    when: str
    desk: str
    who: str = ""
    benefits: tuple[str, ...] = ()
    shown: Shown = Shown.PHONE
    document: bool = False
    undone: bool = False
    by_system: bool = False
    note: str | None = None
    unit: str | None = None
    adviser: Adviser | None = None
    moves: bool = False
    left: str | None = None

    @property
    def particulars(self) -> Particulars:
        """What its redemptions carry besides the benefit."""
        return Particulars(unit=self.unit, adviser=self.adviser, end_former=self.moves)


@dataclass(frozen=True, slots=True)
class OfficeAct:
    """A stop on a ground, or a reinstatement with its reason.

    `document_number` may leave the year to strftime. `second` is when the approver answered the
    proposal, `again` when a card that was replaced was printed and bound again.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    when: str
    who: str
    ground: str = ""
    note: str = ""
    document_number: str = ""
    reinstated: str = ""
    second: str = ""
    approved: bool = False
    again: str = ""


class OwnActKind(StrEnum):
    """What holders do to their own cards, or agree to."""

    FREEZE = "freeze"
    UNFREEZE = "unfreeze"
    UNBIND = "unbind"
    PLASTIC_LOST = "plastic_lost"
    JOIN_ROLL = "join_roll"


@dataclass(frozen=True, slots=True)
class OwnAct:
    """A holder's own act, on the phone that the card is bound to."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    when: str
    who: str
    does: OwnActKind


@dataclass(frozen=True, slots=True)
class Story:
    """The last weeks beyond ordinary days."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    office: tuple[OfficeAct, ...]
    own: tuple[OwnAct, ...]
    visits: tuple[Visit, ...]


@lru_cache(maxsize=1)
def sample_story() -> Story:
    """Answer what visits.yaml tells."""
    return TypeAdapter(Story).validate_python(read_sheet("visits"))
