"""What a use may carry besides its benefit: the room, the physician, the end of a former use."""

from dataclasses import dataclass

from core.policy.vocabulary import PhysicianRank

MAX_UNIT = 40
MAX_PHYSICIAN = 60
MAX_DEPARTMENT = 60


@dataclass(frozen=True, slots=True)
class Adviser:
    """The physician who is to be a holder's health adviser, up to MAX_… characters each."""

    physician: str
    department: str
    rank: PhysicianRank


@dataclass(frozen=True, slots=True)
class Particulars:
    """`unit` is the apartment's room. `end_former`: end the use that stands in the way, if any."""

    unit: str | None = None
    adviser: Adviser | None = None
    end_former: bool = False
