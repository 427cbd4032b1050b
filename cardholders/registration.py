"""What the issuer side adds to the application."""

from flask import Flask

from cardholders.consents import registration as consents
from cardholders.honour_roll import routes as honour_roll
from cardholders.keys import routes as key_routes
from cardholders.keys.cli import keys
from cardholders.office import registration as office
from cardholders.phone import registration as phone
from cardholders.plastic import routes as plastic_routes
from cardholders.self_service import registration as self_service


def install(app: Flask) -> None:
    """Add the issuer's pages and command groups."""
    app.register_blueprint(key_routes.blueprint)
    app.register_blueprint(plastic_routes.blueprint)
    app.cli.add_command(keys)
    phone.install(app)
    consents.install(app)
    self_service.install(app)
    app.register_blueprint(honour_roll.blueprint)
    office.install(app)
