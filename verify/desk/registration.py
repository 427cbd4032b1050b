"""What the desks add to the application."""

from flask import Flask
from flask_babel import lazy_gettext

from core.accounts.roles import Permission
from core.web.navigation import Destination, add_destination
from verify.desk import lasting_routes, routes


def install_desk(app: Flask) -> None:
    """Add the desk page, an operator's home, and its lists."""
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(lasting_routes.blueprint)
    label = lazy_gettext("服务台")
    add_destination(
        app,
        Destination(
            label,
            "desk.show",
            Permission.DESK_SCAN,
            order=40,
            also=(lasting_routes.blueprint.name,),
        ),
    )
