"""What the holder's phone adds to the application."""

from flask import Flask
from flask_babel import lazy_pgettext

from cardholders.phone import api, routes, sign_in_api
from cardholders.phone.caller import SCHEME, load_phone
from cardholders.phone.pages import CARD, PhonePage, Tab, add_phone_page
from core.accounts.request_callers import read_scheme
from core.registration import csrf

_PAGES = (
    PhonePage(CARD, "phone/card.html", tab=Tab(lazy_pgettext("tab", "绿卡"), "card", order=10)),
    PhonePage("activate", "phone/activate.html"),
    PhonePage("bind", "phone/bind.html"),
)


def install(app: Flask) -> None:
    """Add the pages, the JSON they talk, and signed requests as callers."""
    read_scheme(app, SCHEME, load_phone)
    for page in _PAGES:
        add_phone_page(app, page)
    app.register_blueprint(routes.blueprint)
    # No cookie speaks here: a token in the body or a signature is the right to ask.
    for blueprint in (api.blueprint, sign_in_api.blueprint):
        csrf.exempt(blueprint)
        app.register_blueprint(blueprint)
