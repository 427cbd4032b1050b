"""What the talent office adds to the application: its pages and their place in the navigation."""

from flask import Flask
from flask_babel import lazy_gettext

from cardholders.office import (
    card_list_routes,
    card_routes,
    decision_routes,
    home_routes,
    people_routes,
    plastic_routes,
    policy_routes,
    proposal_routes,
    stop_routes,
)
from cardholders.office.page_words import page_words
from core.accounts.roles import Permission
from core.web.navigation import Destination, add_destination

_PAGES = (
    home_routes,
    people_routes,
    card_list_routes,
    card_routes,
    plastic_routes,
    stop_routes,
    decision_routes,
    proposal_routes,
    policy_routes,
)
_DESTINATIONS = (
    Destination(lazy_gettext("今日待办"), "office.home", Permission.PEOPLE_READ, 10),
    Destination(
        lazy_gettext("人员与绿卡"),
        "people.search",
        Permission.PEOPLE_READ,
        12,
        also=("card_list", "cards", "plastic", "stops", "timeline"),
    ),
    Destination(lazy_gettext("领导小组决定"), "decisions.search", Permission.PEOPLE_READ, 14),
    Destination(lazy_gettext("待批准"), "proposals.waiting", Permission.PEOPLE_READ, 16),
    Destination(lazy_gettext("政策与设置"), "policy.show", Permission.POLICY_READ, 30),
)

for _page in _PAGES:
    _page.blueprint.context_processor(page_words)


def install(app: Flask) -> None:
    """Add the office's pages."""
    for page in _PAGES:
        app.register_blueprint(page.blueprint)
    for destination in _DESTINATIONS:
        add_destination(app, destination)
