"""A real server with one card to activate, and a telephone-sized Chromium that is bound to it."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from app import create_app
from benchmarks._servers import Server, serving
from cardholders.phone.activation import make_activation
from core.clock import system_clock
from core.database.migrate import upgrade
from core.settings import Settings
from tests.bed.browser import OPTIONS, chromium_path
from tests.bed.factories import World
from tests.bed.server import own_environment, ports_of

VIEWPORT = {"width": 390, "height": 844}
PIXELS = 2


@dataclass(frozen=True, slots=True)
class PhoneHouse:
    """A running server, a link to activate its card, and where its messages land."""

    base_url: str
    link: str
    outbox: Path
    server: Server

    @property
    def card_page(self) -> str:
        """The address of the card page."""
        return f"{self.base_url}/phone"


@contextmanager
def phone_house() -> Iterator[PhoneHouse]:
    """Start the server as `make run` does, on a database of its own."""
    with ExitStack() as closing:
        folder = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        port = next(ports_of(0))
        base_url = f"http://localhost:{port}"
        url = f"sqlite:///{folder / 'greencard.sqlite3'}"
        upgrade(url)
        environment = {**own_environment(database_url=url, instance=folder), "BASE_URL": base_url}
        own = {name.lower(): word for name, word in environment.items()}
        application = create_app(Settings.model_validate(own))
        with application.test_request_context():
            parts = application.extensions["services"]
            world = World(parts, system_clock)
            world.signing_key()
            officer, card = world.account(), world.card()
            with parts.database.writing() as session:
                token = make_activation(
                    session, session.merge(card), by=officer.id, now=system_clock()
                )
            parts.database.engine.dispose()
        server = closing.enter_context(
            serving("app:create_app", port, environment=environment, folder=folder)
        )
        link = f"{base_url}/phone/activate#{token}"
        yield PhoneHouse(base_url, link, folder / "outbox.jsonl", server)


@contextmanager
def telephone(*, debugging_port: int) -> Iterator[BrowserContext]:
    """Open a Chromium with a profile of its own, as large as a telephone."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="phone-") as profile:
        context = _open(playwright, profile, debugging_port)
        yield context
        context.close()


def _open(playwright: Playwright, profile: str, debugging_port: int) -> BrowserContext:
    return playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium_path(),
        args=[*OPTIONS, f"--remote-debugging-port={debugging_port}"],
        viewport={"width": VIEWPORT["width"], "height": VIEWPORT["height"]},
        device_scale_factor=PIXELS,
        has_touch=True,
        env={**os.environ, "LANG": "C.UTF-8"},
    )


def bind(context: BrowserContext, house: PhoneHouse) -> None:
    """Bind it as a holder does: open the link, have the code sent, type it."""
    page = context.new_page()
    page.goto(house.link)
    page.locator("[data-send]").tap()
    page.locator("#code").wait_for()
    last = house.outbox.read_text(encoding="utf-8").splitlines()[-1]
    page.locator("#code").fill(str(json.loads(last)["code"]))
    page.locator("[data-bind] [type=submit]").tap()
    page.locator(".code-panel [data-code][data-at]").wait_for()
    page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    page.close()
