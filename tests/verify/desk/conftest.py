"""What the tests of the desk share: the application served to a browser, and desks in it."""

import logging
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from tests.bed.factories import World
from tests.verify.desk.desk_page import DeskPages


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


@pytest.fixture
def desks(app: Flask, world: World, served: str, chromium: Browser) -> DeskPages:
    """Opens desks in the shared browser."""
    return DeskPages(app, world, served, chromium)
