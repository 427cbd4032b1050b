"""`flask partners`: list partners and desks, and enrol a device from the command line."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from core.web.services import services
from partners.devices import invite_device, revoke_device
from partners.models import Desk, Partner, Site

partners = AppGroup("partners", help="Partners, their desks and devices.")


@partners.command("list")
def show() -> None:
    """List every desk: id, partner, site, name."""
    with services().database.reading() as session:
        rows = session.execute(
            select(Desk.id, Partner.kind, Partner.name, Site.name, Desk.name)
            .join(Site, Site.id == Desk.site_id)
            .join(Partner, Partner.id == Site.partner_id)
            .order_by(Desk.id)
        )
        for row in rows:
            click.echo("\t".join(str(value) for value in row))


@partners.command("invite-device")
@click.argument("desk", type=int)
@click.option("--label", required=True, help="What the device is called on lists.")
def invite(desk: int, label: str) -> None:
    """Print a one-time enrolment code for DESK, valid for an hour."""
    parts = services()
    with parts.database.writing() as session:
        invitation = invite_device(session, desk, label=label, now=parts.now())
        device_id = invitation.device.id
    click.echo(f"device {device_id}: enrol within the hour with code {invitation.code}")


@partners.command("revoke-device")
@click.argument("device", type=int)
def revoke(device: int) -> None:
    """Revoke DEVICE; its token is refused from now on."""
    parts = services()
    with parts.database.writing() as session:
        revoke_device(session, device, now=parts.now())
    click.echo(f"device {device} is revoked")
