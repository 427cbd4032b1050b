"""The browser of the bed is real, and hears what pages complain of."""

from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.bed.browser import Complaints, LaunchChromium
from tests.bed.databases import DatabaseKind
from tests.bed.server import StartServer

PAGES = "tests.bed.pages:create_app"


@pytest.fixture
def site(live_server: StartServer) -> str:
    return live_server(application=PAGES).base_url


def test_a_good_page_is_shown_without_complaint(
    site: str, chromium: Browser, complaints: Complaints
) -> None:
    page = chromium.new_page()
    page.goto(site)
    assert page.title() == "绿卡"
    assert page.evaluate("isSecureContext")
    assert complaints.heard == []


@pytest.mark.parametrize(
    ("path", "event", "words"),
    [
        ("/inline", "console", "Content Security Policy"),
        ("/throws", "weberror", "on purpose"),
        ("/lost", "console", "404"),
        ("/worker", "weberror", "on purpose"),
        ("/serviceworker", "console", "on purpose"),
    ],
)
def test_a_bad_page_is_heard(
    path: str,
    event: Literal["console", "weberror"],
    words: str,
    site: str,
    chromium: Browser,
    complaints: Complaints,
) -> None:
    page = chromium.new_page()
    with page.context.expect_event(event):
        page.goto(site + path)
    assert [heard for heard in complaints.unexpected if words in heard]
    complaints.allow(words)
    assert complaints.unexpected == []


def test_a_browser_of_its_own_is_heard_too(
    site: str, launch_chromium: LaunchChromium, complaints: Complaints
) -> None:
    browser = launch_chromium(
        "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"
    )
    page = browser.new_page()
    page.goto(site)
    tracks = page.evaluate(
        "navigator.mediaDevices.getUserMedia({video: true}).then(s => s.getTracks().length)"
    )
    assert tracks == 1
    page.goto(f"{site}/throws")
    browser.close()
    assert [heard for heard in complaints.unexpected if "on purpose" in heard]
    complaints.allow("on purpose")


def test_the_server_has_the_database_under_test(
    live_server: StartServer, chromium: Browser, database_kind: DatabaseKind
) -> None:
    server = live_server(application=PAGES, workers=2)
    page = chromium.new_page()
    page.goto(f"{server.base_url}/database")
    assert page.inner_text("body") == server.database_url
    assert server.database_url.startswith(database_kind)


def test_two_servers_run_side_by_side_and_end_when_told(live_server: StartServer) -> None:
    first, second = (live_server(application=PAGES) for _ in range(2))
    assert first.base_url != second.base_url
    assert not first.child.ended_within(0)
    first.child.stop()
    second.child.kill()
    assert first.child.ended_within(0)
    assert second.child.ended_within(0)
