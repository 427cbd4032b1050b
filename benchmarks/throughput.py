"""Scans per second through the real server, beside an empty and a plain route in the same run."""

import argparse
import importlib.metadata
import json
import platform
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from statistics import fmean
from uuid import uuid4

from sqlalchemy import text

from app import create_app
from benchmarks import credential
from benchmarks._crowd import gather, post
from benchmarks._figures import (
    Measurement,
    Round,
    Series,
    Store,
    Target,
    WorkerMemory,
    condense,
    write_measurement,
)
from benchmarks._load import HEAD_END, Burst, drive
from benchmarks._page import AFTER, BEFORE, write_page
from benchmarks._servers import WORKERS, Server, serving
from benchmarks._targets import card_number, fill_plain
from core.clock import SHANGHAI
from core.database.engine import Database
from core.database.migrate import upgrade
from core.settings import Settings
from house.steps import StepError, step
from tests.bed.postgresql import fresh_cluster
from tests.bed.server import own_environment, ports_of

LIBRARIES = ("flask", "granian", "sqlalchemy", "psycopg", "pydantic", "cryptography")
FIRST_GUESS_S = 0.15
GUESSES = {Target.EMPTY: 4000, Target.PLAIN: 600, Target.SCAN: 300}
Requests = Callable[[int], list[bytes]]


@dataclass(slots=True)
class Lane:
    """One target's server with the requests it gets, and what has come of them."""

    target: Target
    server: Server
    requests: Requests
    rate: float
    rounds: defaultdict[int, list[Round]] = field(default_factory=lambda: defaultdict(list))
    outcomes: Counter[str] = field(default_factory=Counter)
    shares: list[float] = field(default_factory=list)

    def run(self, clients: int, *, seconds: float, keep: bool = True) -> None:
        """Send about as many requests as the server answers in that time."""
        requests = self.requests(max(int(self.rate * seconds), 4 * clients))
        before = self.server.cpu_seconds()
        burst = drive(self.server.port, requests, clients=clients)
        after = self.server.cpu_seconds()
        taken = None if before is None or after is None else after - before
        figures = condense(burst.latencies_ms, seconds=burst.seconds, cpu_seconds=taken)
        self.rate = figures.rate
        outcomes = count_outcomes(burst)
        if keep:
            self.rounds[clients].append(figures)
            self.outcomes += outcomes
            self.shares.append(burst.own_share)


def count_outcomes(burst: Burst) -> Counter[str]:
    """Answer how often each outcome came; raises StepError at any answer but 200."""
    found = Counter[str]()
    for answer in burst.answers:
        head, _, body = answer.partition(HEAD_END)
        if not head.startswith(b"HTTP/1.1 200"):
            raise StepError(f"an answer was not 200: {answer[:800].decode(errors='replace')}")
        found[json.loads(body).get("outcome", "ok")] += 1
    return found


@contextmanager
def database_of(store: Store, folder: Path) -> Iterator[str]:
    """Make a migrated database that keeps what it commits, as in service; answer its URL."""
    if store is Store.SQLITE:
        url = f"sqlite:///{folder / 'greencard.sqlite3'}"
        upgrade(url)
        yield url
        return
    with fresh_cluster() as cluster, ExitStack() as closing:
        closing.callback(cluster.start().stop)
        cluster.server.execute("CREATE DATABASE greencard")
        url = cluster.server.url("greencard")
        upgrade(url)
        yield url


@contextmanager
def lanes_on(store: Store) -> Iterator[tuple[list[Lane], str]]:
    """Start the three targets on a fresh database; answer them with the database's version."""
    with ExitStack() as closing:
        folder = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        url = closing.enter_context(database_of(store, folder))
        environment = own_environment(database_url=url, instance=folder)
        own = {name.lower(): word for name, word in environment.items()}
        application = create_app(Settings.model_validate(own))
        parts = application.extensions["services"]
        with application.app_context():
            crowd = gather(parts)
        fill_plain(parts.database)
        version = _version(parts.database)
        parts.database.engine.dispose()

        ports = ports_of(0)
        lanes = []
        for target, name, requests in (
            (Target.EMPTY, "benchmarks._targets:empty", _empty_requests),
            (Target.PLAIN, "benchmarks._targets:plain", _plain_requests),
            (Target.SCAN, "app:create_app", crowd.scans),
        ):
            server = closing.enter_context(
                serving(name, next(ports), environment=environment, folder=folder)
            )
            lanes.append(Lane(target, server, requests, GUESSES[target]))
        yield lanes, version


def _empty_requests(count: int) -> list[bytes]:
    return [b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"] * count


def _plain_requests(count: int) -> list[bytes]:
    return [post("/uses", {"id": str(uuid4()), "card": card_number(n)}) for n in range(count)]


def _version(database: Database) -> str:
    with database.reading() as session:
        asked = "SELECT sqlite_version()" if database.is_sqlite else "SHOW server_version"
        return str(session.execute(text(asked)).scalar_one())


def measure(options: argparse.Namespace) -> Measurement:
    """Run everything that the options ask for."""
    versions = {"Python": platform.python_version()}
    versions |= {name: importlib.metadata.version(name) for name in LIBRARIES}
    series: list[Series] = []
    memory: list[WorkerMemory] = []
    outcomes, shares = Counter[str](), list[float]()
    with step("codes"):
        one_core = credential.rates()
    for store in options.databases:
        with step(f"{store}"), lanes_on(store) as (lanes, versions[store]):
            _run_rounds(lanes, options)
            for lane in lanes:
                series += [
                    Series(store, clients, lane.target, tuple(rounds))
                    for clients, rounds in lane.rounds.items()
                ]
                workers = lane.server.memory_of_workers()
                if workers:
                    largest = max(workers, key=lambda each: each.resident)
                    memory.append(
                        WorkerMemory(store, lane.target, largest.resident, largest.proportional)
                    )
                shares += lane.shares
                if lane.target is Target.SCAN:
                    outcomes += lane.outcomes
    return Measurement(
        taken_on=datetime.now(SHANGHAI).date(),
        seconds=options.seconds,
        workers=WORKERS,
        versions=versions,
        series=tuple(series),
        memory=tuple(memory),
        one_core=one_core,
        outcomes=dict(outcomes),
        load_share=fmean(shares),
    )


def _run_rounds(lanes: Sequence[Lane], options: argparse.Namespace) -> None:
    for lane in lanes:
        for _ in range(3):  # warm both workers, and learn the rate
            lane.run(max(options.clients), seconds=FIRST_GUESS_S, keep=False)
    for _ in range(options.rounds):
        for clients in options.clients:
            for lane in lanes:
                lane.run(clients, seconds=options.seconds)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(prog="throughput", description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0, help="length of one burst (2)")
    parser.add_argument("--rounds", type=int, default=5, help="bursts of each kind (5)")
    parser.add_argument("--clients", type=int, nargs="+", default=[4, 16, 64])
    parser.add_argument("--databases", type=Store, nargs="+", default=list(Store))
    parser.add_argument(
        "--keep",
        choices=["after", "before", "nothing"],
        default="after",
        help="which figures of docs/benchmarks.md these become (after)",
    )
    return parser.parse_args(arguments)


def main() -> None:
    """Measure, print, keep the figures and write the page."""
    options = parse(sys.argv[1:])
    measurement = measure(options)
    _print(measurement)
    if options.keep != "nothing":
        write_measurement(measurement, AFTER if options.keep == "after" else BEFORE)
        write_page()


def _print(measurement: Measurement) -> None:
    print(f"{'':10} clients target      a second    p50 ms    p99 ms  to plain    cpu ms")
    for each in measurement.series:
        ratio = measurement.rate_ratio(each.store, each.clients, each.target, to=Target.PLAIN)
        print(
            f"{each.store:10} {each.clients:7} {each.target:8} {each.rate:11,.0f} {each.p50:9.2f}"
            f" {each.p99:9.2f} {ratio:9.2f} {each.cpu or 0:9.2f}"
        )
    for used in measurement.memory:
        print(f"{used.store:10} {used.target:8} {used.resident:.0f} MB resident a worker")
    for name, rate in measurement.one_core.items():
        print(f"{name:28} {rate:10,.0f} a second on one core")
    print(f"outcomes {measurement.outcomes}; the load took {measurement.load_share:.2f} of a core")


if __name__ == "__main__":
    main()
