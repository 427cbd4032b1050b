"""A connection that died while it rested is replaced, and nobody notices."""

import pytest
from sqlalchemy import create_engine, make_url, text

from core.database import engine
from core.database.engine import Database
from tests.bed.databases import DatabaseKind

ONE = text("SELECT 1")
END_ALL = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = :name AND pid <> pg_backend_pid()"
)


def end_connections(database_url: str) -> None:
    """End everybody's connections to the database, as a restart of PostgreSQL does."""
    url = make_url(database_url).set(drivername="postgresql+psycopg")
    outside = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with outside.connect() as connection:
        connection.execute(END_ALL, {"name": url.database})
    outside.dispose()


def test_a_connection_that_died_while_it_rested_is_replaced(
    database_url: str, database_kind: DatabaseKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "RESTED_S", 0)
    database = Database(database_url)
    with database.alone() as connection:
        assert connection.execute(ONE).scalar() == 1
    if database_kind is DatabaseKind.POSTGRESQL:
        end_connections(database_url)
    with database.reading() as session:
        assert session.scalar(ONE) == 1
    database.engine.dispose()
