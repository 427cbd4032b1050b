"""The database itself goes away in mid-load: PostgreSQL is killed, SQLite is held locked."""

import os
import select
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import make_url

from tests.bed.postgresql import Cluster
from tests.faults.ledger import Ledger
from tests.faults.server import GONE_WITHIN_S

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
connection.execute("ROLLBACK")
"""


class Postgres:
    """A PostgreSQL that keeps what it commits, and what happens when all of it is killed."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._child = cluster.start()

    def __call__(self, ledger: Ledger) -> None:
        """SIGKILL to the server and every backend; it comes back when a client was told 503."""
        before = ledger.unavailable
        self.kill()
        ledger.wait_until(lambda: ledger.unavailable > before)
        self._child = self._cluster.start()

    def kill(self) -> None:
        """End the server and its backends, which lead sessions of their own."""
        pid_file = self._cluster.folder / "cluster" / "postmaster.pid"
        postmaster = int(pid_file.read_text().split()[0])
        os.kill(postmaster, signal.SIGSTOP)  # or it would start more while they are counted
        backends = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        with ExitStack() as closing:
            for victim in (postmaster, *map(int, backends)):
                ended = os.pidfd_open(victim)
                closing.callback(os.close, ended)
                signal.pidfd_send_signal(ended, signal.SIGKILL)
                closing.callback(select.select, [ended], [], [], GONE_WITHIN_S)
        self._child.stop()  # its shell must bury the server, or the next start finds it alive

    def stop(self) -> None:
        """End it in peace."""
        self._child.stop()


class HoldLock:
    """Another process holds SQLite's write lock until a client was told 503."""

    def __init__(self, database_url: str) -> None:
        self._path = make_url(database_url).database or ""

    def __call__(self, ledger: Ledger) -> None:
        """Take the lock, and let it go."""
        before = ledger.unavailable
        with subprocess.Popen(
            [sys.executable, "-c", HOLD, self._path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            ledger.wait_until(lambda: ledger.unavailable > before)
            # Leaving closes its input, and it lets go.
