"""Bring a database to the newest schema, or back, by the migrations beside the project."""

from alembic import command
from alembic.config import Config

from core.settings import PROJECT_ROOT


def alembic_config(url: str) -> Config:
    """Answer Alembic's configuration for one database, by its SQLAlchemy URL."""
    config = Config()
    config.set_main_option("script_location", str(PROJECT_ROOT / "migrations"))
    config.attributes["url"] = url
    return config


def upgrade(url: str) -> None:
    """Apply every migration that the database does not have yet."""
    command.upgrade(alembic_config(url), "head")


def downgrade(url: str, *, to: str = "base") -> None:
    """Take migrations back down to a revision."""
    command.downgrade(alembic_config(url), to)
