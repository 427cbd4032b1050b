"""What the meeting of holder and partner adds to the application."""

from flask import Flask

from verify.api.registration import install_api
from verify.desk.registration import install_desk
from verify.holder.registration import install_holder
from verify.personal.registration import install_personal_data
from verify.reports.registration import install_reports
from verify.requests.registration import install_requests
from verify.sample.cli import demo
from verify.timeline.registration import install_timeline
from verify.usage.registration import install_usage


def install(app: Flask) -> None:
    """Add the desks, the API, the usage pages, the timelines and what phones show of uses."""
    install_api(app)
    install_desk(app)
    install_usage(app)
    install_timeline(app)
    install_holder(app)
    install_reports(app)
    install_requests(app)
    install_personal_data(app)
    app.cli.add_command(demo)
