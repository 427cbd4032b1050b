"""The first load of the card page is small, and its code waits for no answer."""

import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.web.static_files import EXTENSION as BUNDLES
from house.bundles import build_bundles
from house.environment import PROGRAMS, ROOT
from tests.cardholders.phone.conftest import House, OpenPhone
from tests.cardholders.phone.files import files_of

MOST_BYTES = 60_000
MOST_SCRIPTS = 2
GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def bundled_client(app: Flask, tmp_path: Path) -> FlaskClient:
    """A browser of an application whose files were bundled just now."""
    for part in ("css", "js", "vendor", "art", "icons"):
        shutil.copytree(ROOT / "static" / part, tmp_path / "static" / part)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    build_bundles(tmp_path, PROGRAMS / "node")
    app.static_folder = str(tmp_path / "static")
    app.extensions.pop(BUNDLES, None)
    return app.test_client()


def test_the_first_load_stays_within_its_bytes(bundled_client: FlaskClient) -> None:
    files = files_of(bundled_client, "/phone")
    answers = {url: bundled_client.get(url, headers=GZIP) for url in ("/phone", *sorted(files))}
    assert {answer.status_code for answer in answers.values()} == {200}
    sizes = {url: _size(answer) for url, answer in answers.items()}
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    assert sum(url.endswith(".js") for url in files) <= MOST_SCRIPTS, files


def test_a_bundle_is_kept_for_ever_and_its_source_is_asked_for_again(
    bundled_client: FlaskClient,
) -> None:
    (script,) = (url for url in files_of(bundled_client, "/phone") if "/built/card-" in url)
    assert "immutable" in bundled_client.get(script).headers["Cache-Control"]
    source = bundled_client.get("/static/js/phone/card.js")
    assert source.headers["Cache-Control"] == "no-cache"


def test_the_code_is_drawn_while_the_server_is_silent(house: House, open_phone: OpenPhone) -> None:
    phone = open_phone()
    phone.activate(house.activation_link(house.world.card()))
    phone.page.context.route("**/phone/api/**", lambda _: None)
    phone.page.reload()
    phone.wait_for_code()


def _size(answer: TestResponse) -> int:
    """Head and body as they go over the wire, but for the line of the status."""
    return len(str(answer.headers)) + len(answer.data)
