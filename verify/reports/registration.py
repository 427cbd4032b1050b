"""What reports of holders add to the office."""

from flask import Flask
from flask_babel import lazy_gettext

from cardholders.office.page_words import page_words
from core.accounts.roles import Permission
from core.web.navigation import Destination, add_destination
from core.web.tasks import add_task_source
from verify.reports import routes
from verify.usage.routes import page_words as usage_words

routes.blueprint.context_processor(page_words)
routes.blueprint.context_processor(usage_words)


def install_reports(app: Flask) -> None:
    """Add the list of reports, and what of it is to do today."""
    app.register_blueprint(routes.blueprint)
    add_task_source(app, routes.reports_to_answer)
    add_destination(
        app,
        Destination(lazy_gettext("持卡人反映"), "reports.search", Permission.PEOPLE_READ, order=18),
    )
