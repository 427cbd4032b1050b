"""`flask accounts`: make the first accounts of an installation, and disable one."""

import click
from flask.cli import AppGroup

from core.accounts.create_account import create_account
from core.accounts.keep_account import disable_account
from core.accounts.roles import Role
from core.web.services import services

accounts = AppGroup("accounts", help="People who sign in.")


@accounts.command("create")
@click.argument("login")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--name", required=True, help="The person's name.")
@click.option("--partner", type=int, help="The partner's id, for those who work for one.")
@click.password_option()
def create(login: str, role: str, name: str, partner: int | None, password: str) -> None:
    """Create an account for LOGIN with ROLE."""
    parts = services()
    with parts.database.writing() as session:
        create_account(
            session,
            login,
            password=password,
            name=name,
            role=Role(role),
            partner_id=partner,
            now=parts.now(),
        )
    click.echo(f"{login} can sign in as {role}")


@accounts.command("disable")
@click.argument("login")
def disable(login: str) -> None:
    """Disable LOGIN; its sessions end at once."""
    parts = services()
    with parts.database.writing() as session:
        disable_account(session, login, now=parts.now())
    click.echo(f"{login} is out")
