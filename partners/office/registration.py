"""What the talent office's keeping of partners adds to the application."""

from flask import Flask
from flask_babel import lazy_gettext

from core.accounts.roles import Permission
from core.web.navigation import Destination, add_destination
from partners.office import (
    desk_routes,
    device_routes,
    grade_routes,
    partner_routes,
    site_routes,
    staff_routes,
)
from partners.office.page_words import page_words

_PAGES = (partner_routes, site_routes, grade_routes, desk_routes, staff_routes, device_routes)

for _page in _PAGES:
    _page.blueprint.context_processor(page_words)


def install_office(app: Flask) -> None:
    """Add the office's pages about partners."""
    for page in _PAGES:
        app.register_blueprint(page.blueprint)
    add_destination(
        app,
        Destination(
            lazy_gettext("合作单位"),
            "partners.search",
            Permission.PARTNERS_READ,
            order=18,
            also=("sites", "grades", "desks", "staff", "devices"),
        ),
    )
