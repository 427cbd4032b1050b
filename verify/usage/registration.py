"""What the usage pages add to the application."""

from flask import Flask
from flask_babel import lazy_gettext

from core.accounts.roles import Permission
from core.web.navigation import Destination, add_destination
from verify.usage import device_routes, routes


def install_usage(app: Flask) -> None:
    """Add the office's usage log and the partner's console."""
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(device_routes.blueprint)
    for destination in (
        Destination(lazy_gettext("使用记录"), "usage.show_office", Permission.USAGE_READ, order=20),
        Destination(
            lazy_gettext("本单位使用记录"),
            "usage.show_partner",
            Permission.OWN_USAGE_READ,
            order=50,
        ),
        Destination(
            lazy_gettext("服务台与设备"), "own_devices.show", Permission.OWN_DEVICES_WRITE, order=52
        ),
    ):
        add_destination(app, destination)
