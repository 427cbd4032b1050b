"""What the issuer side adds to the application."""

from flask import Flask

from cardholders.consents import registration as consents
from cardholders.keys import routes as key_routes
from cardholders.keys.cli import keys
from cardholders.office import registration as office
from cardholders.phone import registration as phone


def install(app: Flask) -> None:
    """Add the issuer's pages and command groups."""
    app.register_blueprint(key_routes.blueprint)
    app.cli.add_command(keys)
    phone.install(app)
    office.install(app)
    consents.install(app)
