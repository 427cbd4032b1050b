"""The figures of one measurement: how they are condensed, compared and kept as JSON."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from statistics import median

from pydantic import TypeAdapter


class Target(StrEnum):
    """What was asked: nothing, one select and one insert, or a whole scan."""

    EMPTY = "empty"
    PLAIN = "plain"
    SCAN = "scan"


class Store(StrEnum):
    """The databases."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass(frozen=True, slots=True)
class Round:
    """One burst: answers per second, latencies in ms, and the workers' processor time an answer.

    `cpu` is in ms; other work on the machine disturbs it least. None without a /proc.
    """

    rate: float
    p50: float
    p99: float
    cpu: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The rounds of one target with so many clients; the n-th rounds of all targets neighbour."""

    store: Store
    clients: int
    target: Target
    rounds: tuple[Round, ...]

    @property
    def rate(self) -> float:
        """Answers per second, the median of the rounds."""
        return median(each.rate for each in self.rounds)

    @property
    def p50(self) -> float:
        """The median latency in ms, the median of the rounds."""
        return median(each.p50 for each in self.rounds)

    @property
    def p99(self) -> float:
        """The latency in ms that one answer in a hundred exceeds, the median of the rounds."""
        return median(each.p99 for each in self.rounds)

    @property
    def cpu(self) -> float | None:
        """The workers' processor time an answer in ms, the median of the rounds."""
        known = [each.cpu for each in self.rounds if each.cpu is not None]
        return median(known) if known else None


@dataclass(frozen=True, slots=True)
class WorkerMemory:
    """The largest worker of a server after all rounds, in MB; see `_servers.Memory`."""

    store: Store
    target: Target
    resident: float
    proportional: float | None


@dataclass(frozen=True, slots=True)
class Measurement:
    """All figures of one run."""

    taken_on: date
    seconds: float
    workers: int
    versions: dict[str, str]
    series: tuple[Series, ...]
    memory: tuple[WorkerMemory, ...]
    one_core: dict[str, float]
    outcomes: dict[str, int]
    load_share: float

    def find(self, store: Store, clients: int, target: Target) -> Series:
        """Answer one series."""
        return next(
            each
            for each in self.series
            if (each.store, each.clients, each.target) == (store, clients, target)
        )

    @property
    def stores(self) -> tuple[Store, ...]:
        """The databases that were measured."""
        return tuple(dict.fromkeys(each.store for each in self.series))

    @property
    def clients(self) -> tuple[int, ...]:
        """The numbers of clients, ascending."""
        return tuple(sorted({each.clients for each in self.series}))

    def rate_ratio(self, store: Store, clients: int, target: Target, *, to: Target) -> float:
        """Answer the median over the rounds of the target's rate by that of its neighbour."""
        mine, other = self.find(store, clients, target), self.find(store, clients, to)
        return median_ratio(
            (a.rate, b.rate) for a, b in zip(mine.rounds, other.rounds, strict=True)
        )

    def p99_ratio(self, store: Store, clients: int, target: Target, *, to: Target) -> float:
        """Answer the same of the p99 latencies."""
        mine, other = self.find(store, clients, target), self.find(store, clients, to)
        return median_ratio((a.p99, b.p99) for a, b in zip(mine.rounds, other.rounds, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """Answer the smallest value that at least this share (0 to 1) of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]


def condense(latencies_ms: Sequence[float], *, seconds: float, cpu_seconds: float | None) -> Round:
    """Answer the figures of one burst."""
    return Round(
        cpu=None if cpu_seconds is None else cpu_seconds * 1000 / len(latencies_ms),
        rate=len(latencies_ms) / seconds,
        p50=percentile(latencies_ms, 0.50),
        p99=percentile(latencies_ms, 0.99),
    )


def median_ratio(pairs: Iterable[tuple[float, float]]) -> float:
    """Answer the median of the quotients: neighbours in time share the machine's moods."""
    return median(a / b for a, b in pairs)


_ADAPTER = TypeAdapter(Measurement)


def write_measurement(measurement: Measurement, path: Path) -> None:
    """Keep the figures."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_ADAPTER.dump_json(measurement, indent=1) + b"\n")


def read_measurement(path: Path) -> Measurement | None:
    """Read figures that were kept; None where there are none."""
    return _ADAPTER.validate_json(path.read_bytes()) if path.exists() else None
