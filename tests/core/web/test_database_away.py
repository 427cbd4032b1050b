"""When the database is away the answer is a plain 503, and never a yes."""

import shutil
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import insert, make_url, text
from sqlalchemy.engine import create_engine

from core.accounts.models import Account
from core.database.engine import Database
from core.web.errors import PROBLEM_TYPE
from core.web.services import services
from tests.bed.databases import DatabaseKind
from tests.bed.factories import World
from tests.bed.world import LostWrites


def take_away(database_url: str, kind: DatabaseKind) -> None:
    """Make a database refuse everybody, as after a crash."""
    url = make_url(database_url)
    if kind is DatabaseKind.SQLITE:
        services().database.engine.dispose()
        path = Path(url.database or "")
        shutil.move(path, path.with_suffix(".away"))
        path.mkdir()
        return
    outside = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with outside.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS false"))
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
            {"name": url.database},
        )
    outside.dispose()


def test_without_its_database_the_service_says_so_plainly(
    client: FlaskClient, world: World, database_url: str, database_kind: DatabaseKind
) -> None:
    token = world.device_token(world.desk())
    assert client.get("/readyz").status_code == 200
    take_away(database_url, database_kind)
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz", headers={"Accept": "application/json"})
    assert ready.status_code == 503
    scan = client.post(
        "/api/v1/scans",
        json={"id": "5f0c1f0e-6a55-4c8e-9a43-3a4e3c1b7a11", "qr": "1"},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert (scan.status_code, scan.content_type) == (503, PROBLEM_TYPE)
    assert "outcome" not in scan.get_json()


def test_the_watch_sees_writes_that_nobody_committed(world: World) -> None:
    database: Database = world.parts.database
    watch = LostWrites(database)
    row = {
        "login": "lost",
        "password_hash": "",
        "name": "",
        "role": "admin",
        "session_version": 1,
        "created_at": world.clock(),
    }
    with database.writing() as session:
        session.execute(insert(Account), row)
    assert not watch.lost
    with database.reading() as session:
        session.execute(insert(Account), {**row, "login": "lost too"})
    assert watch.lost
