"""`flask demo`: sample data for looking around and for scripts."""

import click
from flask.cli import AppGroup

from core.web.services import services
from verify.sample.demo_file import write_demo_file
from verify.sample.seed import is_empty, seed

demo = AppGroup("demo", help="Invented sample data （演示）.")


@demo.command("seed")
def fill() -> None:
    """Fill an empty database with invented people, partners and some days of use.

    A database that is in use is left alone. Sign-ins, device tokens, links and printed codes
    are written to instance/demo.json.
    """
    parts = services()
    with parts.database.writing() as session:
        if not is_empty(session):
            click.echo("the database is in use: nothing was added")
            return
        sample = seed(session, parts, now=parts.now())
        # Before the commit: a run that is cut off leaves an empty database and can be repeated.
        path = write_demo_file(sample, parts.settings.instance_folder)
    click.echo(f"{len(sample.cards)} sample cards; where to begin: {path}")
