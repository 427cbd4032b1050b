"""Real servers on free ports of localhost, each with its own database and instance folder."""

import base64
import http.client
import os
import secrets
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from house.environment import ROOT
from tests.bed.child import Child

READY_WITHIN_S = 30
TURN_S = 0.05
# Below the range from which outgoing connections take their ports, a slice for each process.
FIRST_PORT = 20_000
PORTS_A_PROCESS = 500
APPLICATION = "app:create_app"
GRANIAN = (
    *("--interface", "wsgi"),
    *("--no-ws", "--factory"),
    *("--host", "127.0.0.1"),
    *("--workers-kill-timeout", "5"),
    *("--working-dir", str(ROOT)),
)


@dataclass(frozen=True, slots=True)
class LiveServer:
    """A running server: where it listens, what it keeps, and its process."""

    base_url: str
    database_url: str
    instance_folder: Path
    environment: Mapping[str, str]
    child: Child


StartServer = Callable[..., LiveServer]
"""live_server(*, application="app:create_app", workers=1, environment={}) -> LiveServer"""


@pytest.fixture(scope="session")
def free_ports() -> Iterator[int]:
    """Ports of localhost that nobody listens on and no other process of the run takes."""
    return ports_of(int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")))


def ports_of(process: int) -> Iterator[int]:
    """Free ports of the slice that one process of a run takes its own from."""
    first = FIRST_PORT + process * PORTS_A_PROCESS
    start = secrets.randbelow(PORTS_A_PROCESS)  # two runs on one machine keep apart
    ports = (first + (start + n) % PORTS_A_PROCESS for n in count())
    return (port for port in ports if _is_free(port))


def own_environment(*, database_url: str, instance: Path) -> dict[str, str]:
    """What an installation of its own is started with: its database, folder and secrets."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "KEY_ENCRYPTION_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "DATABASE_URL": database_url,
        "INSTANCE_FOLDER": str(instance),
    }


def granian_command(port: int, *, application: str, workers: int, threads: int = 1) -> list[str]:
    """The command that serves an application factory on a port of localhost."""
    command = [str(Path(sys.executable).with_name("granian")), *GRANIAN, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", str(threads)]
    return [*command, application]


@pytest.fixture
def live_server(
    database_url: str, tmp_path: Path, free_ports: Iterator[int]
) -> Iterator[StartServer]:
    """Starts granian with the application on the database under test, and stops it at the end.

    All servers of one test share its database and its instance folder, as processes of one
    installation do.
    """
    instance = tmp_path / "instance"
    instance.mkdir()
    shared = own_environment(database_url=database_url, instance=instance)
    with ExitStack() as closing:

        def start(
            *,
            application: str = APPLICATION,
            workers: int = 1,
            environment: Mapping[str, str] | None = None,
        ) -> LiveServer:
            port = next(free_ports)
            base_url = f"http://localhost:{port}"
            own = {**os.environ, **shared, "BASE_URL": base_url, **(environment or {})}
            command = granian_command(port, application=application, workers=workers)
            child = Child(command, output=tmp_path / f"server-{port}.log", environment=own)
            closing.callback(child.stop)
            wait_until_healthy(port, child=child)
            return LiveServer(base_url, database_url, instance, own, child)

        yield start


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def wait_until_healthy(port: int, *, child: Child) -> None:
    """Returns when the server answers; fails with its own words when it does not."""
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection("localhost", port, timeout=READY_WITHIN_S)
        try:
            connection.request("GET", "/healthz")
            status = connection.getresponse().status
        except OSError:
            if child.ended_within(TURN_S):
                break
            continue
        finally:
            connection.close()
        if status == http.HTTPStatus.OK:
            return
        pytest.fail(f"/healthz answers {status}:\n{child.words()}", pytrace=False)
    pytest.fail(f"The server did not become healthy:\n{child.words()}", pytrace=False)
