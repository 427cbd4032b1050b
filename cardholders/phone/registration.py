"""What the holder's phone adds to the application."""

from flask import Flask

from cardholders.phone import api, routes
from cardholders.phone.caller import SCHEME, load_phone
from core.accounts.request_callers import read_scheme
from core.registration import csrf


def install(app: Flask) -> None:
    """Add the pages, the JSON they talk, and signed requests as callers."""
    read_scheme(app, SCHEME, load_phone)
    app.register_blueprint(routes.blueprint)
    # No cookie speaks here: a token in the body or a signature is the right to ask.
    csrf.exempt(api.blueprint)
    app.register_blueprint(api.blueprint)
