"""The long form's storms on one database: the service killed, the control, the database away."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from core.database.migrate import upgrade
from tests.bed.databases import DatabaseKind
from tests.bed.postgresql import fresh_cluster
from tests.bed.server import APPLICATION, ports_of
from tests.faults.control import CONTROLS, take_key_away
from tests.faults.outages import HoldLock, Postgres
from tests.faults.server import Server
from tests.faults.storm import Blow, KillServer, Outcome, Size, storm

OWN_PORTS = 20
"""A slice of ports that no process of a test run takes."""
SMALLER = 10
"""The control and the outages need only so many times fewer redemptions."""


@dataclass(frozen=True, slots=True)
class Row:
    """One storm's name and what came of it."""

    name: str
    is_control: bool
    outcome: Outcome

    @property
    def is_as_it_must_be(self) -> bool:
        """Whether every blow fell and nothing went wrong; or whether the control did double."""
        if self.is_control:
            return self.outcome.judgement.doubled > 0
        return self.outcome.judgement.is_clean and self.outcome.blows == self.outcome.size.blows


@dataclass(frozen=True, slots=True)
class Place:
    """A database of one kind: how to make a new one there, and how to take one away."""

    kind: DatabaseKind
    folder: Path
    make: Callable[[str], str]
    outage: Callable[[str], Blow]
    _start: float = field(default_factory=time.monotonic)

    def run(self, size: Size, *, outages: int) -> Iterator[Row]:
        """Answer the outcome of each storm as it ends."""
        with self._server("killed") as server:
            yield self._storm("service killed", server, size, blow=KillServer(server))
        small = size.redemptions // SMALLER
        with self._server("control", is_control=True) as server:
            calm = Size(small, size.clients, blows=0)
            yield self._storm("control", server, calm, blow=KillServer(server), is_control=True)
        with self._server("outage") as server:
            away = Size(small, size.clients, outages)
            blow = self.outage(server.database_url)
            yield self._storm("database away", server, away, blow=blow)

    @contextmanager
    def _server(self, name: str, *, is_control: bool = False) -> Iterator[Server]:
        folder = self.folder / f"{self.kind}-{name}"
        folder.mkdir()
        database_url = self.make(name)
        upgrade(database_url)
        if is_control:
            take_key_away(database_url, self.kind)
        application = CONTROLS[self.kind] if is_control else APPLICATION
        port = next(ports_of(OWN_PORTS))
        server = Server(folder, database_url, port=port, application=application)
        server.start()
        try:
            yield server
        finally:
            server.stop()

    def _storm(
        self, name: str, server: Server, size: Size, *, blow: Blow, is_control: bool = False
    ) -> Row:
        title = f"{self.kind}, {name}"

        def tell(words: str) -> None:
            print(f"{time.monotonic() - self._start:7.1f} s  {title}: {words}", flush=True)

        outcome = storm(server, size, blow=blow, tell=tell)
        tell(str(outcome.judgement))
        return Row(title, is_control, outcome)


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Place]:
    """SQLite as the service runs it; an outage is a lock that another process holds."""
    yield Place(
        DatabaseKind.SQLITE,
        folder,
        make=lambda name: f"sqlite:///{folder}/{name}.sqlite3",
        outage=HoldLock,
    )


@contextmanager
def on_postgresql(folder: Path) -> Iterator[Place]:
    """A PostgreSQL that syncs every commit to the disk; an outage is the death of all of it."""
    with fresh_cluster() as cluster:
        postgres = Postgres(cluster)

        def make(name: str) -> str:
            cluster.server.execute(f"CREATE DATABASE {name}")
            return cluster.server.url(name)

        try:
            yield Place(DatabaseKind.POSTGRESQL, folder, make=make, outage=lambda _url: postgres)
        finally:
            postgres.stop()


PLACES = {DatabaseKind.SQLITE: on_sqlite, DatabaseKind.POSTGRESQL: on_postgresql}
