"""What the holder's phone shows of its uses: benefits, venues, history, reports."""

from flask import Flask

from core.registration import csrf
from verify.holder import report_routes


def install_holder(app: Flask) -> None:
    """Add the pages and the JSON they talk."""
    for routes in (report_routes,):
        # No cookie speaks here: the phone's signature is the right to ask.
        csrf.exempt(routes.blueprint)
        app.register_blueprint(routes.blueprint)
