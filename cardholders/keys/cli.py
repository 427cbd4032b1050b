"""`flask keys`: generate, list, rotate and retire the issuer's signing keys."""

from datetime import datetime

import click
from flask.cli import AppGroup
from sqlalchemy import select

from cardholders.cards.status import count_current_credentials
from cardholders.keys.models import IssuerKeyRecord
from cardholders.keys.rotate import add_signing_key, retire_key
from core.clock import SHANGHAI
from core.web.services import services

MINUTE = "%Y-%m-%d %H:%M"
keys = AppGroup("keys", help="The issuer's signing keys.")


@keys.command("generate")
def generate() -> None:
    """Make a key that signs from now on; the ones before it go on verifying."""
    _add_key()


@keys.command("rotate")
def rotate() -> None:
    """Make the next key. Phones fetch a credential under it the next time they are online.

    Plastic stays signed by the key it was printed under: see `flask keys list` for how many
    credentials still need a key before you retire it.
    """
    _add_key()


def _add_key() -> None:
    parts = services()
    with parts.database.writing() as session:
        record = add_signing_key(
            session, parts.settings.base_url, vault=parts.vault, now=parts.now()
        )
        click.echo(f"key {record.number} ({record.kid}) signs from now on")


@keys.command("list")
def show() -> None:
    """List every key: number, kid, since when, until when, credentials that rest on it."""
    with services().database.reading() as session:
        resting = count_current_credentials(session)
        for record in session.scalars(select(IssuerKeyRecord).order_by(IssuerKeyRecord.number)):
            since = record.created_at.astimezone(SHANGHAI).strftime(MINUTE)
            until = record.retired_at and record.retired_at.astimezone(SHANGHAI).strftime(MINUTE)
            click.echo(
                f"{record.number}\t{record.kid}\tsince {since}\t"
                f"{'refused from ' + until if until else 'in force'}\t"
                f"{resting.get(record.number, 0)} credentials"
            )


@keys.command("retire")
@click.argument("number", type=int)
@click.option("--at", type=click.DateTime(), help="Shanghai time; now when left out.")
def retire(number: int, at: datetime | None) -> None:
    """Refuse everything that key NUMBER signed, from a moment on."""
    parts = services()
    moment = at.replace(tzinfo=SHANGHAI) if at else parts.now()
    with parts.database.writing() as session:
        record = retire_key(session, number, at=moment)
        click.echo(f"key {record.number} is refused from {moment.astimezone(SHANGHAI)}")
