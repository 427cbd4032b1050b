"""What the meeting of holder and partner adds to the application."""

from flask import Flask


def install(app: Flask) -> None:
    """Add the desks, the API and the usage pages."""
