"""The whole service, every worker of it, killed without a warning and started on the same place."""

import contextlib
import os
import socket
import time
from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr

from app import create_app
from core.clock import system_clock
from core.settings import Settings
from tests.bed.child import Child
from tests.bed.factories import World
from tests.bed.server import APPLICATION, granian_command, own_environment, wait_until_healthy
from tests.bed.world import SettingsOfTests

WORKERS = 2
THREADS_A_WORKER = 4
"""More than `make run` takes: eight transactions at once contend harder than two."""
GONE_WITHIN_S = 10


def world_of(environment: Mapping[str, str]) -> World:
    """Answer factories that write to the database of a service, by what it was started with."""
    settings: Settings = SettingsOfTests(
        secret_key=SecretStr(environment["SECRET_KEY"]),
        key_encryption_key=SecretStr(environment["KEY_ENCRYPTION_KEY"]),
        database_url=environment["DATABASE_URL"],
        base_url=environment["BASE_URL"],
        instance_folder=Path(environment["INSTANCE_FOLDER"]),
    )
    return World(create_app(settings).extensions["services"], system_clock)


class Server:
    """One installation: the same port, database and secrets at every start."""

    def __init__(
        self, folder: Path, database_url: str, *, port: int, application: str = APPLICATION
    ) -> None:
        self.database_url = database_url
        self.port = port
        self._log = folder / f"server-{port}.log"
        self._environment = own_environment(database_url=database_url, instance=folder)
        self._application = application
        self._child: Child | None = None

    def start(self) -> None:
        """Start every worker; answers when the service does."""
        command = granian_command(
            self.port, application=self._application, workers=WORKERS, threads=THREADS_A_WORKER
        )
        own = {**os.environ, **self._environment, "BASE_URL": f"http://localhost:{self.port}"}
        self._child = Child(command, output=self._log, environment=own)
        wait_until_healthy(self.port, child=self._child)

    def kill(self) -> None:
        """SIGKILL to the whole group at once; answers when nobody listens any more."""
        assert self._child is not None
        self._child.kill()
        deadline = time.monotonic() + GONE_WITHIN_S
        while self._is_listening():
            assert time.monotonic() < deadline, "a worker outlived the kill"

    def stop(self) -> None:
        """End it in peace, if it still runs."""
        if self._child is not None and self._child.process.poll() is None:
            self._child.stop()

    def world(self) -> World:
        """Answer factories that write to the same database with the same keys."""
        return world_of(self._environment | {"BASE_URL": f"http://localhost:{self.port}"})

    def _is_listening(self) -> bool:
        with contextlib.closing(socket.socket()) as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
