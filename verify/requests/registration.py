"""What requests add to the application."""

from flask import Flask
from flask_babel import lazy_gettext, lazy_pgettext

from cardholders.phone.pages import PhonePage, Tab, add_phone_page
from core.accounts.roles import Permission
from core.registration import csrf
from core.web.navigation import Destination, add_destination
from verify.requests import desk_routes, phone_routes


def install_requests(app: Flask) -> None:
    """Add the phone's page with its signed requests, and the desks' inbox."""
    tab = Tab(lazy_pgettext("tab", "办理"), "document", order=40)
    add_phone_page(app, PhonePage("requests", "phone/requests.html", tab=tab))
    csrf.exempt(phone_routes.blueprint)  # no cookie speaks here: the signature is the right to ask
    app.register_blueprint(phone_routes.blueprint)
    app.register_blueprint(desk_routes.blueprint)
    add_destination(
        app,
        Destination(
            lazy_gettext("预约和申请"),
            "desk_requests.show",
            Permission.REQUESTS_DECIDE,
            order=41,
            waiting=desk_routes.waiting_here,
        ),
    )
