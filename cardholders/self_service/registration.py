"""What holders do themselves, as it is added to the application."""

from flask import Flask
from flask_babel import lazy_gettext

from cardholders.phone.pages import PhonePage, Tab, add_phone_page
from cardholders.self_service import device_routes, me_routes, unfreeze_routes
from core.registration import csrf

ME = "me"
_PAGES = (
    PhonePage(ME, "phone/me.html", tab=Tab(lazy_gettext("我的"), "person", order=50)),
    PhonePage("devices", "phone/devices.html", under=ME),
)
_BLUEPRINTS = (me_routes.blueprint, device_routes.blueprint, unfreeze_routes.blueprint)


def install(app: Flask) -> None:
    """Add the pages and the signed requests that they send."""
    for page in _PAGES:
        add_phone_page(app, page)
    for blueprint in _BLUEPRINTS:
        csrf.exempt(blueprint)  # no cookie speaks here: the signature is the right to ask
        app.register_blueprint(blueprint)
