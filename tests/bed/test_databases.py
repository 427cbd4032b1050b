"""Every test that asks for a database gets a fresh one of each kind, with all tables."""

import pytest
from sqlalchemy import create_engine, inspect, text

from migrations.metadata import TARGET
from tests.bed.databases import DatabaseKind

seen: set[str] = set()


def test_the_database_answers_as_its_kind(database_url: str, database_kind: DatabaseKind) -> None:
    engine = create_engine(database_url)
    assert engine.dialect.name == database_kind
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1 + 1")).scalar_one() == 2
    engine.dispose()


def test_the_database_has_every_table(database_url: str) -> None:
    engine = create_engine(database_url)
    assert set(TARGET.tables) <= set(inspect(engine).get_table_names())
    engine.dispose()


@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_leaves_behind_no_other_finds(database_url: str, turn: int) -> None:
    assert database_url not in seen
    seen.add(database_url)
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE left_behind_{turn} (id integer)"))
    assert not inspect(engine).has_table(f"left_behind_{3 - turn}")
    engine.dispose()
