"""What consents add to the application."""

from flask import Flask

from cardholders.consents import routes
from cardholders.consents.load_terms import install_terms
from cardholders.consents.terms import ConsentPurpose
from cardholders.phone.pages import PhonePage, add_phone_page
from core.registration import csrf
from core.web.services import EXTENSION, Services


def install(app: Flask) -> None:
    """Load the terms, show the notice to templates, add the page and the signed requests."""
    parts: Services = app.extensions[EXTENSION]
    terms = install_terms(app, parts.settings.consents_file)
    notice = terms.of(ConsentPurpose.SERVICE_NOTICE)
    app.context_processor(lambda: {"service_notice": notice})
    add_phone_page(app, PhonePage("consents", "phone/consents.html", under="me"))
    csrf.exempt(routes.blueprint)  # no cookie speaks here: the signature is the right to ask
    app.register_blueprint(routes.blueprint)
