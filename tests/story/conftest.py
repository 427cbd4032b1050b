"""A town to tell the story in: a live server with the sample data, and browsers of its people."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from house.environment import ROOT
from tests.bed.browser import LaunchChromium
from tests.bed.server import LiveServer, StartServer
from tests.cardholders.phone.phone_page import PhonePage
from tests.verify.desk.desk_page import DeskPage
from tests.verify.desk.test_camera import FAKE_CAMERA

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
BUSY_HOLDER = "13800000101"  # 陈望舒 of the sample's people.yaml


@dataclass
class Town:
    """A running installation with the sample data, and the means to look at it."""

    server: LiveServer
    sample: dict[str, Any]
    offices: Browser
    desks: Browser
    phones: Browser

    def officer(self) -> Page:
        """Sign in to the talent office."""
        return self._sign_in("officer", self.offices.new_context(viewport=DESKTOP))

    def _sign_in(self, role: str, context: BrowserContext) -> Page:
        """Sign in by hand with the sample's password."""
        page = context.new_page()
        page.goto(f"{self.server.base_url}/login")
        account = self.sample["accounts"][role]
        page.locator("[name=login]").fill(account["login"])
        page.locator("[name=password]").fill(account["password"])
        page.locator("[name=password]").press("Enter")
        page.wait_for_url(lambda address: "/login" not in address)
        return page

    def desk(self, role: str) -> DeskPage:
        """Sign in as an operator whose camera sees what the test holds up."""
        context = self.desks.new_context(viewport=DESKTOP)
        context.add_init_script(FAKE_CAMERA)
        page = self._sign_in(role, context)
        expect(page.locator("[data-ready]")).to_be_attached()
        return DeskPage(page)

    def phone(self) -> PhonePage:
        """Take a new telephone."""
        context: BrowserContext = self.phones.new_context(
            viewport=PHONE, device_scale_factor=2, has_touch=True
        )
        return PhonePage(context.new_page(), self.outbox)

    def phone_in_use(self) -> PhonePage:
        """Bind a new telephone for somebody with a year of uses and requests of every kind."""
        phone = self.phone()
        phone.sign_in(f"{self.server.base_url}/phone/bind", BUSY_HOLDER)
        return phone

    @property
    def outbox(self) -> Path:
        """Where messages to telephones land."""
        return self.server.instance_folder / "outbox.jsonl"


@pytest.fixture
def town(live_server: StartServer, launch_chromium: LaunchChromium) -> Town:
    """A live server, seeded by the command that `make run` uses, and a browser for each side."""
    server = live_server()
    seed = [sys.executable, "-m", "flask", "--app", "app", "demo", "seed"]
    subprocess.run(seed, cwd=ROOT, env=dict(server.environment), check=True, capture_output=True)
    sample = json.loads((server.instance_folder / "demo.json").read_text(encoding="utf-8"))
    return Town(server, sample, launch_chromium(), launch_chromium(), launch_chromium())
