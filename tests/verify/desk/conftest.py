"""What the tests of the desk share: desks in a browser."""

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.bed.factories import World
from tests.verify.desk.desk_page import DeskPages


@pytest.fixture
def desks(app: Flask, world: World, served: str, chromium: Browser) -> DeskPages:
    """Opens desks in the shared browser."""
    return DeskPages(app, world, served, chromium)
