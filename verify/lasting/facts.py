"""What a desk may know of a stay or an assignment of its own."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from core.clock import shanghai_date
from core.policy.vocabulary import PhysicianRank
from verify.lasting.models import Ending


@dataclass(frozen=True, slots=True)
class StaySeen:
    """A stay; `ending` says how it ended, None while it lasts."""

    unit: str | None
    began_at: datetime
    ended_at: datetime | None = None
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class AdviserSeen:
    """A health adviser's assignment; `ending` says how it ended, None while it lasts."""

    physician: str
    department: str
    rank: PhysicianRank
    began_at: datetime
    ended_at: datetime | None = None
    ending: Ending | None = None


Seen: TypeAlias = StaySeen | AdviserSeen


def nights(began_at: datetime, until: datetime) -> int:
    """Answer how many nights lie between, by the Shanghai calendar."""
    return (shanghai_date(until) - shanghai_date(began_at)).days
