"""The machine's own Chromium; a page that complains in its console fails the test."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from house.environment import CHROMIUM_NAMES
from tests.bed.unavailable import unavailable

# Works as root, and asks nothing of the network but what a page asks.
OPTIONS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

LaunchChromium = Callable[..., Browser]
"""launch_chromium(*extra_options: str) -> Browser"""


class Complaints:
    """What pages wrote to their consoles as errors: exceptions, failed loads, CSP violations."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._allowed: list[str] = []

    def allow(self, part: str) -> None:
        """Lets complaints that contain these words pass: the test provokes them."""
        self._allowed.append(part)

    @property
    def unexpected(self) -> list[str]:
        """The complaints that nobody allowed."""
        return [words for words in self.heard if not any(part in words for part in self._allowed)]

    def listen(self, context: BrowserContext) -> None:
        """Hears every page and worker of a context from now on."""
        context.on(
            "console",
            lambda said: (
                self.heard.append(f"{said.text} ({said.location['url']})")
                if said.type == "error"
                else None
            ),
        )
        context.on("weberror", lambda error: self.heard.append(str(error.error)))


def chromium_path() -> str:
    """Where this machine's Chromium is; $CHROMIUM says it where it has an unusual place."""
    names = [os.environ["CHROMIUM"]] if "CHROMIUM" in os.environ else CHROMIUM_NAMES
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        unavailable("Chromium", how="sudo apt-get install chromium, or CHROMIUM=/path/to/it.")
    return found


def _launch(playwright: Playwright, *extra: str) -> Browser:
    return playwright.chromium.launch(executable_path=chromium_path(), args=[*OPTIONS, *extra])


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """Playwright, which drives the browsers of this process."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def shared_chromium(playwright_driver: Playwright) -> Iterator[Browser]:
    """One browser for all tests of this process; tests ask for `chromium`, which watches it."""
    browser = _launch(playwright_driver)
    yield browser
    browser.close()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Collects what the pages of this test complain of, and fails it if that was not allowed."""
    collected = Complaints()
    yield collected
    if collected.unexpected:
        pytest.fail("A page complained:\n" + "\n".join(collected.unexpected), pytrace=False)


@pytest.fixture
def chromium(shared_chromium: Browser, complaints: Complaints) -> Iterator[Browser]:
    """A browser whose contexts are heard, and closed when the test is over."""
    shared_chromium.on("context", complaints.listen)
    yield shared_chromium
    for context in list(shared_chromium.contexts):
        context.close()
    shared_chromium.remove_listener("context", complaints.listen)


@pytest.fixture
def launch_chromium(
    playwright_driver: Playwright, complaints: Complaints
) -> Iterator[LaunchChromium]:
    """Starts browsers of its own with further options, a fake camera for instance."""
    with ExitStack() as closing:

        def launch(*extra_options: str) -> Browser:
            browser = _launch(playwright_driver, *extra_options)
            closing.callback(browser.close)
            browser.on("context", complaints.listen)
            return browser

        yield launch
