"""What holders do themselves, as it is added to the application."""

from flask import Flask
from flask_babel import lazy_gettext, lazy_pgettext

from cardholders.phone.pages import PhonePage, Tab, add_phone_page
from cardholders.self_service import data_routes, device_routes, me_routes, unfreeze_routes
from cardholders.self_service.own_export import (
    export_cards,
    export_consents,
    export_honours,
    export_person,
)
from cardholders.self_service.own_facts import (
    card_facts,
    consent_facts,
    honour_facts,
    person_facts,
)
from cardholders.self_service.personal_data import PersonalSource, add_personal_source
from core.registration import csrf

ME = "me"
_PAGES = (
    PhonePage(ME, "phone/me.html", tab=Tab(lazy_pgettext("tab", "我的"), "person", order=50)),
    PhonePage("devices", "phone/devices.html", under=ME),
    PhonePage("data", "phone/data.html", under=ME),
)
_BLUEPRINTS = (
    me_routes.blueprint,
    device_routes.blueprint,
    unfreeze_routes.blueprint,
    data_routes.blueprint,
)
_SOURCES = (
    PersonalSource("person", lazy_gettext("个人信息"), 10, person_facts, export_person),
    PersonalSource("honours", lazy_gettext("荣誉"), 20, honour_facts, export_honours),
    PersonalSource("cards", lazy_gettext("绿卡"), 30, card_facts, export_cards, page="devices"),
    PersonalSource(
        "consents", lazy_gettext("知情与同意"), 80, consent_facts, export_consents, page="consents"
    ),
)


def install(app: Flask) -> None:
    """Add the pages, the signed requests that they send, and what the issuer keeps of holders."""
    for page in _PAGES:
        add_phone_page(app, page)
    for source in _SOURCES:
        add_personal_source(app, source)
    for blueprint in _BLUEPRINTS:
        csrf.exempt(blueprint)  # no cookie speaks here: the signature is the right to ask
        app.register_blueprint(blueprint)
