"""What the API adds to the application."""

from flask import Flask

from core.registration import csrf
from verify.api import description, device_routes, scan_routes
from verify.api.cli import docs


def install_api(app: Flask) -> None:
    """Add the API and its manual.

    No cookie speaks for a device, so no page elsewhere can forge a request of one.
    """
    for routes in (scan_routes, device_routes, description):
        csrf.exempt(routes.blueprint)
        app.register_blueprint(routes.blueprint)
    app.cli.add_command(docs)
