"""What the usage pages add to the application."""

from flask import Flask
from flask_babel import lazy_gettext

from core.accounts.roles import Permission
from core.web.navigation import Destination, add_destination
from verify.usage import routes


def install_usage(app: Flask) -> None:
    """Add the office's usage log, for the office and for a partner."""
    app.register_blueprint(routes.blueprint)
    for destination in (
        Destination(lazy_gettext("使用记录"), "usage.show_office", Permission.USAGE_READ, order=20),
        Destination(
            lazy_gettext("本单位使用记录"),
            "usage.show_partner",
            Permission.OWN_USAGE_READ,
            order=50,
        ),
    ):
        add_destination(app, destination)
