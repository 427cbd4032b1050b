"""A fresh, migrated database for each test that asks: a copy of a template made once."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path

import pytest

from core.database.migrate import upgrade
from tests.bed.postgresql import PostgreSQL, running_postgresql

TEMPLATE = "template_of_tests"
BOTH = "both"


class DatabaseKind(StrEnum):
    """The databases that the service runs on."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


class Databases:
    """Hands out copies of a migrated database; each kind is prepared when first asked for."""

    def __init__(self, folder: Path, *, closing: ExitStack) -> None:
        self._folder = folder
        self._closing = closing
        self._numbers = itertools.count(1)
        self._sqlite_template: Path | None = None
        self._server: PostgreSQL | None = None

    def fresh(self, kind: DatabaseKind, *, closing: ExitStack) -> str:
        """Answers the URL of a new database, which is removed when `closing` closes."""
        makers: dict[DatabaseKind, Callable[[ExitStack], str]] = {
            DatabaseKind.SQLITE: self._fresh_sqlite,
            DatabaseKind.POSTGRESQL: self._fresh_postgresql,
        }
        return makers[kind](closing)

    def _fresh_sqlite(self, closing: ExitStack) -> str:
        if self._sqlite_template is None:
            template = self._folder / "template.sqlite3"
            upgrade(f"sqlite:///{template}")
            assert not template.with_name("template.sqlite3-wal").exists(), "left open"
            self._sqlite_template = template
        folder = self._folder / f"test-{next(self._numbers)}"
        folder.mkdir()
        closing.callback(shutil.rmtree, folder)
        copy = folder / "greencard.sqlite3"
        shutil.copyfile(self._sqlite_template, copy)
        return f"sqlite:///{copy}"

    def _fresh_postgresql(self, closing: ExitStack) -> str:
        if self._server is None:
            server = self._closing.enter_context(running_postgresql())
            server.execute(f"CREATE DATABASE {TEMPLATE}")
            upgrade(server.url(TEMPLATE))
            self._server = server
        name = f"test_{next(self._numbers)}"
        self._server.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        closing.callback(self._server.execute, f"DROP DATABASE {name} WITH (FORCE)")
        return self._server.url(name)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the choice between the databases."""
    parser.addoption(
        "--database",
        choices=[*DatabaseKind, BOTH],
        default=BOTH,
        help="the database that tests which ask for one run on (both)",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs each test that asks for a database once for each chosen kind."""
    if "database_kind" in metafunc.fixturenames:
        wanted = metafunc.config.getoption("--database")
        kinds = list(DatabaseKind) if wanted == BOTH else [DatabaseKind(wanted)]
        metafunc.parametrize("database_kind", kinds, ids=[kind.value for kind in kinds])


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """The source of databases; each process of the test run has its own."""
    with ExitStack() as closing:
        yield Databases(tmp_path_factory.mktemp("databases"), closing=closing)


@pytest.fixture
def database_url(databases: Databases, database_kind: DatabaseKind) -> Iterator[str]:
    """The SQLAlchemy URL of a fresh, migrated, empty database of the kind under test."""
    with ExitStack() as closing:
        yield databases.fresh(database_kind, closing=closing)
