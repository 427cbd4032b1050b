"""What the API adds to the application."""

from flask import Flask

from core.registration import csrf
from verify.api import description, device_routes, scan_routes


def install_api(app: Flask) -> None:
    """Add the API. No cookie speaks for a device, so there is no form to forge for one."""
    for routes in (scan_routes, device_routes, description):
        csrf.exempt(routes.blueprint)
        app.register_blueprint(routes.blueprint)
