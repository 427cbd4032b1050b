"""A small world to test in: the application on a fresh database, a clock to move, factories."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient
from flask_babel import refresh
from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict
from sqlalchemy import event
from werkzeug.test import TestResponse

from app import create_app
from core.database.engine import Database
from core.settings import Settings
from tests.bed.factories import World

OPENING = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)  # ten in the morning in Jinzhong


@dataclass
class MovableClock:
    """The clock of an application under test: it stands still until a test moves it."""

    now: datetime = field(default=OPENING)

    def __call__(self) -> datetime:
        """Answer the moment it stands at."""
        return self.now

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self.now += by


class LostWrites:
    """Watches a database for writes that nobody committed."""

    def __init__(self, database: Database) -> None:
        self.lost = False
        engine = database.engine
        event.listen(engine, "after_cursor_execute", self._written)
        event.listen(engine, "commit", self._kept)
        event.listen(engine, "rollback", self._dropped)

    def _written(self, connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip()[:6].upper() in {"INSERT", "UPDATE", "DELETE"}:
            connection.info[self] = True

    def _kept(self, connection: Any) -> None:
        connection.info[self] = False

    def _dropped(self, connection: Any) -> None:
        # Where the server itself has gone, nothing was lost in silence: the request fails.
        if not connection.invalidated:
            self.lost |= bool(connection.info.pop(self, False))


class WatchingClient(FlaskClient):
    """A test client that fails the test when a request succeeds and its writes are lost."""

    watch: LostWrites

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request."""
        self.watch.lost = False
        # The tests' application context outlives a request, and must not keep who asked,
        # nor in which language.
        if has_app_context():
            g.pop("_login_user", None)
            refresh()
        # Read to its end here, so that a file it sends is closed here.
        response = super().open(*args, **{**kwargs, "buffered": True})
        if self.watch.lost and response.status_code < 400:
            pytest.fail("the request left changes that nobody committed", pytrace=False)
        return response


@pytest.fixture
def clock() -> MovableClock:
    """The application's clock, at ten in the morning of 20 May 2026 in Jinzhong."""
    return MovableClock()


class SettingsOfTests(Settings):
    """Settings that read no file of this machine."""

    model_config = SettingsConfigDict(env_file=None, frozen=True)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """The settings of an application on a fresh database, with an outbox of its own."""
    return SettingsOfTests(
        secret_key=SecretStr("a secret of the tests"),
        key_encryption_key=SecretStr(base64.b64encode(b"tests" + bytes(27)).decode()),
        database_url=database_url,
        base_url="http://localhost:8000",
        instance_folder=tmp_path / "instance",
        limits_enabled=False,
    )


@pytest.fixture
def app(settings: Settings, clock: MovableClock) -> Iterator[Flask]:
    """The application; forms need no CSRF token here, one test of its own proves they do."""
    application = create_app(settings, clock=clock)
    application.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    database: Database = application.extensions["services"].database

    class Client(WatchingClient):
        watch = LostWrites(database)

    application.test_client_class = Client
    with application.app_context():
        yield application
    database.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser's worth of requests, signed in as nobody."""
    return app.test_client()


@pytest.fixture
def world(app: Flask, clock: MovableClock) -> World:
    """Factories for people, cards, phones, partners and desks."""
    return World(app.extensions["services"], clock)
