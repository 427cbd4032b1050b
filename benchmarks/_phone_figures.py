"""The figures of the card page's first load: how they are condensed and kept as JSON."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from statistics import median

from pydantic import TypeAdapter


class Visit(StrEnum):
    """How a holder comes to the card page."""

    FIRST = "first"
    REPEAT = "repeat"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening of the page: until the code is painted in ms, and what was transferred.

    `bytes` counts heads and bodies as they went over the wire.
    """

    qr_ms: float
    requests: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Openings:
    """All openings of one kind."""

    visit: Visit
    rounds: tuple[Opening, ...]

    @property
    def median_ms(self) -> float:
        """Until the code is painted, the median of the rounds."""
        return median(each.qr_ms for each in self.rounds)

    @property
    def worst_ms(self) -> float:
        """Until the code is painted, in the slowest round."""
        return max(each.qr_ms for each in self.rounds)

    @property
    def bytes(self) -> int:
        """Transferred in the round that transferred most."""
        return max(each.bytes for each in self.rounds)

    @property
    def requests(self) -> int:
        """Asked of the network in the round that asked most."""
        return max(each.requests for each in self.rounds)


@dataclass(frozen=True, slots=True)
class Scores:
    """Lighthouse's scores of one state of the page, 0 to 100, and the audits below a full mark."""

    state: str
    performance: int
    accessibility: int
    best_practices: int
    first_paint_ms: float
    largest_paint_ms: float
    blocked_ms: float
    shift: float
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhoneMeasurement:
    """All figures of one run.

    `load` is how many processes wanted a core on average, that of the benchmark among them.
    """

    taken_on: date
    versions: dict[str, str]
    cores: int
    load: float
    openings: tuple[Openings, ...]
    kept_files: int
    kept_bytes: int
    scores: tuple[Scores, ...]

    def find(self, visit: Visit) -> Openings:
        """Answer the openings of one kind."""
        return next(each for each in self.openings if each.visit is visit)


_ADAPTER = TypeAdapter(PhoneMeasurement)


def read_phone_measurement(file: Path) -> PhoneMeasurement | None:
    """Answer what is kept in a file; None where there is none."""
    return _ADAPTER.validate_json(file.read_bytes()) if file.exists() else None


def write_phone_measurement(measurement: PhoneMeasurement, file: Path) -> None:
    """Keep the figures."""
    file.write_bytes(_ADAPTER.dump_json(measurement, indent=1) + b"\n")
