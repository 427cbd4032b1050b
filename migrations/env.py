"""Alembic's entry: the metadata of every package, and the database it was called for."""

from alembic import context
from sqlalchemy import Connection

from core.database.engine import WRITES, Database
from migrations import metadata


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata.TARGET,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


database = Database(context.config.attributes["url"])
with database.engine.execution_options(**{WRITES: True}).begin() as outer:
    _migrate(outer)
database.engine.dispose()
