"""What the timeline of a card adds to the application."""

from flask import Flask

from cardholders.office.page_words import page_words
from verify.timeline import routes
from verify.usage.routes import page_words as usage_words

routes.blueprint.context_processor(page_words)
routes.blueprint.context_processor(usage_words)


def install_timeline(app: Flask) -> None:
    """Add the timeline; it is reached from the card's own page."""
    app.register_blueprint(routes.blueprint)
