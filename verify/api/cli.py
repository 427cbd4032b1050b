"""`flask docs`: print the documents that are written from the code."""

import click
from flask.cli import AppGroup

from core.web.services import services
from verify.api.manual import write_manual

docs = AppGroup("docs", help="Documents that are printed from the code.")


@docs.command("api")
def api() -> None:
    """Print docs/api.md."""
    click.echo(write_manual(services().policy), nl=False)
