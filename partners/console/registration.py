"""What a partner's own console adds to the application."""

from flask import Flask
from flask_babel import lazy_gettext

from core.accounts.roles import Permission
from core.web.navigation import Destination, add_destination
from partners.console import device_routes


def install_console(app: Flask) -> None:
    """Add the desks and devices of the caller's own partner."""
    app.register_blueprint(device_routes.blueprint)
    add_destination(
        app,
        Destination(
            lazy_gettext("服务台与设备"), "own_devices.show", Permission.OWN_DEVICES_WRITE, order=52
        ),
    )
