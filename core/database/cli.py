"""`flask db`: bring the schema up to date, or take it back."""

import click
from flask.cli import AppGroup

from core.web.services import services

db = AppGroup("db", help="The database schema.")
# Alembic is imported by the commands alone: in a worker it would only take up memory, 8 MB.


@db.command("upgrade")
def upgrade() -> None:
    """Apply the migrations that the database does not have yet."""
    from core.database import migrate

    migrate.upgrade(services().settings.database_url)


@db.command("downgrade")
@click.argument("revision", default="base")
def downgrade(revision: str) -> None:
    """Take migrations back to REVISION."""
    from core.database import migrate

    migrate.downgrade(services().settings.database_url, to=revision)
