"""What the relying-party side adds to the application."""

from flask import Flask

from core.accounts.request_callers import read_scheme
from partners.cli import partners
from partners.console.registration import install_console
from partners.device_caller import load_device
from partners.office.registration import install_office


def install(app: Flask) -> None:
    """Add devices as callers, the pages and the command group."""
    read_scheme(app, "Bearer", load_device)
    install_office(app)
    install_console(app)
    app.cli.add_command(partners)
