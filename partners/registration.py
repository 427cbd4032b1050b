"""What the relying-party side adds to the application."""

from flask import Flask

from core.accounts.request_callers import read_scheme
from partners.cli import partners
from partners.device_caller import load_device


def install(app: Flask) -> None:
    """Add devices as callers and the command group."""
    read_scheme(app, "Bearer", load_device)
    app.cli.add_command(partners)
