"""A town seeded with the sample data: shared by the tests that only look at it."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pydantic import SecretStr

from app import create_app
from core.settings import Settings
from core.web.services import Services
from tests.bed.databases import DatabaseKind, Databases
from tests.bed.world import OPENING, MovableClock, SettingsOfTests

KEY = "c2FtcGxlIHRvd24gb2YgdGhlIHRlc3RzAAAAAAAAAAA="  # pragma: allowlist secret


@dataclass(frozen=True)
class Town:
    """An application with the sample data, and the file that says where to begin."""

    app: Flask
    parts: Services
    path: Path

    @property
    def demo(self) -> dict[str, Any]:
        """What instance/demo.json says."""
        content: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        return content


def seeded(app: Flask) -> Town:
    """Answer the application after the command that `make run` uses."""
    answered = app.test_cli_runner().invoke(args=["demo", "seed"])
    assert answered.exit_code == 0, answered.output
    parts: Services = app.extensions["services"]
    return Town(app, parts, parts.settings.instance_folder / "demo.json")


FindTown = Callable[[DatabaseKind], Town]


@pytest.fixture(scope="session")
def towns(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FindTown]:
    """Finds the town on a kind of database; each is seeded when first asked for."""
    found: dict[DatabaseKind, Town] = {}
    with ExitStack() as closing:

        def find(kind: DatabaseKind) -> Town:
            if kind not in found:
                settings: Settings = SettingsOfTests(
                    secret_key=SecretStr("a secret of the tests"),
                    key_encryption_key=SecretStr(KEY),
                    database_url=databases.fresh(kind, closing=closing),
                    instance_folder=tmp_path_factory.mktemp("town") / "instance",
                    limits_enabled=False,
                )
                app = create_app(settings, clock=MovableClock(OPENING))
                app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
                closing.callback(app.extensions["services"].database.engine.dispose)
                with app.app_context():
                    found[kind] = seeded(app)
            return found[kind]

        yield find


@pytest.fixture
def town(towns: FindTown, database_kind: DatabaseKind) -> Iterator[Town]:
    """The shared town of the kind under test: look at it, and leave no use behind."""
    found = towns(database_kind)
    with found.app.app_context():
        yield found


@pytest.fixture
def own_town(app: Flask) -> Town:  # the world opens the database
    """A town of the test's own."""
    return seeded(app)
