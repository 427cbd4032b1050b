"""What the holder's phone shows of its uses: benefits, venues, history, reports."""

from flask import Flask
from flask_babel import lazy_pgettext

from cardholders.phone.pages import PhonePage, Tab, add_phone_page
from core.registration import csrf
from verify.holder import report_routes, use_routes

_PAGES = (
    PhonePage(
        "benefits", "phone/benefits.html", tab=Tab(lazy_pgettext("tab", "待遇"), "gift", order=20)
    ),
    PhonePage("venues", "phone/venues.html", under="benefits"),
    PhonePage(
        "history", "phone/history.html", tab=Tab(lazy_pgettext("tab", "记录"), "clock", order=30)
    ),
)


def install_holder(app: Flask) -> None:
    """Add the pages and the JSON they talk."""
    for page in _PAGES:
        add_phone_page(app, page)
    for routes in (report_routes, use_routes):
        # No cookie speaks here: the phone's signature is the right to ask.
        csrf.exempt(routes.blueprint)
        app.register_blueprint(routes.blueprint)
