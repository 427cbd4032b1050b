"""The servers that are measured: granian as `make run` starts it, and the memory of its workers."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bed.child import Child
from tests.bed.server import granian_command, wait_until_healthy

WORKERS = 2
PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Memory:
    """One process's memory in MB (10^6 bytes).

    `resident` counts shared pages in full; `proportional` shares them out, None where the
    system does not say.
    """

    resident: float
    proportional: float | None


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and where it listens."""

    port: int
    child: Child

    def memory_of_workers(self) -> list[Memory]:
        """Answer the memory of each worker; empty where there is no /proc."""
        return [_memory(pid) for pid in _leaves(self.child.process.pid)]

    def cpu_seconds(self) -> float | None:
        """Answer the processor time that all workers have taken; None without a /proc."""
        workers = _leaves(self.child.process.pid)
        return sum(_cpu_seconds(pid) for pid in workers) if workers else None


@contextmanager
def serving(
    application: str, port: int, *, environment: Mapping[str, str], folder: Path
) -> Iterator[Server]:
    """Start a server and stop it at the end."""
    child = Child(
        granian_command(port, application=application, workers=WORKERS),
        output=folder / f"server-{port}.log",
        environment={**os.environ, **environment},
    )
    try:
        wait_until_healthy(port, child=child)
        yield Server(port, child)
    finally:
        child.stop()


def _leaves(ancestor: int) -> list[int]:
    """Answer the youngest processes below a process: a server's workers have no children."""
    parents = {}
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended since
        parents[int(stat.parent.name)] = int(fields[1])
    family, young = set[int](), {ancestor}
    while young:
        family |= young
        young = {pid for pid, parent in parents.items() if parent in young}
    working = family - set(parents.values()) - {ancestor}
    return sorted(
        pid for pid in working if b"granian" in _command(pid) or b"spawn" in _command(pid)
    )


def _cpu_seconds(pid: int) -> float:
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / os.sysconf("SC_CLK_TCK")


def _command(pid: int) -> bytes:
    return (PROC / str(pid) / "cmdline").read_bytes()


def _memory(pid: int) -> Memory:
    folder = PROC / str(pid)
    resident = _kilobytes("VmRSS", folder / "status")
    try:
        return Memory(resident, _kilobytes("Pss", folder / "smaps_rollup"))
    except OSError:
        return Memory(resident, None)


def _kilobytes(name: str, file: Path) -> float:
    found = re.search(rf"^{name}:\s+(\d+) kB", file.read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1]) * 1024 / 1e6
