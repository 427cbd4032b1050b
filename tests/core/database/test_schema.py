"""The migrations make the schema that the models describe, and the log only grows."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from core.database.engine import Database
from core.database.migrate import downgrade, upgrade
from core.policy.vocabulary import PartnerKind
from migrations.metadata import TARGET
from tests.bed.factories import World
from tests.verify.scanning.desk_calls import DeskCalls


def test_migrations_and_models_agree(database_url: str) -> None:
    database = Database(database_url)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, TARGET)
    database.engine.dispose()
    assert differences == []


def test_migrations_go_down_and_up_again(database_url: str) -> None:
    downgrade(database_url)
    database = Database(database_url)
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    database.engine.dispose()
    upgrade(database_url)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE usage_log SET reason = 'granted'", "DELETE FROM usage_log"],
)
def test_the_usage_log_refuses_to_be_changed(world: World, statement: str) -> None:
    desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    desk.scan("not a card")
    with (
        pytest.raises(DBAPIError, match="append-only"),
        world.parts.database.writing() as session,
    ):
        session.execute(text(statement))
    assert len(desk.log()) == 1
