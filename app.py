"""The application: the only file that knows every package."""

from flask import Flask

import cardholders.registration
import core.registration
import partners.registration
import verify.registration
from core.clock import Clock, system_clock
from core.settings import PROJECT_ROOT, Settings


def create_app(settings: Settings | None = None, *, clock: Clock = system_clock) -> Flask:
    """Make the application from settings (the environment's when left out) and a clock."""
    app = Flask(
        "greencard",
        root_path=str(PROJECT_ROOT),
        template_folder="templates",
        static_folder="static",
    )
    core.registration.install(app, settings or Settings.from_environment(), clock=clock)
    for package in (cardholders, partners, verify):
        package.registration.install(app)
    core.registration.close(app)
    return app
