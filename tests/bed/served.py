"""The application under test served to a browser, and an account's session given to one."""

import logging
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext
from werkzeug.serving import make_server

from core.accounts.models import Account


def give_session(app: Flask, context: BrowserContext, account: Account, *, base_url: str) -> None:
    """Give a browser an account's session."""
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    subject = {"_user_id": f"{account.id}:{account.session_version}", "_fresh": True}
    cookie = {"name": "session", "value": serializer.dumps(subject), "url": base_url}
    context.add_cookies([cookie])  # type: ignore[list-item]  # a TypedDict of Playwright


@pytest.fixture
def served(app: Flask, free_ports: Iterator[int]) -> Iterator[str]:
    """The application under test on a port of localhost, with CSRF tokens asked for."""
    app.config["WTF_CSRF_ENABLED"] = True
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("localhost", next(free_ports), app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
