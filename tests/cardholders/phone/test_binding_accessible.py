"""Binding has no finding of axe and fits 360 px: every step, both languages, every mode."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from core.policy.vocabulary import Language
from tests.bed.browser import Complaints
from tests.cardholders.phone.conftest import House
from tests.cardholders.phone.test_ways_in_browser import IPHONE

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
NARROW: ViewportSize = {"width": 360, "height": 740}
MODES = {"light": ("light", ""), "dark": ("dark", ""), "elder": ("light", "largest")}
KEEP_TEXT_SIZE = """(size) => {
    if (size) document.documentElement.dataset.elder = size;
    else delete document.documentElement.dataset.elder;
}"""
FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
SETTLED = "() => Promise.all(document.getAnimations().map((each) => each.finished))"


@pytest.fixture(scope="module")
def house(lasting_house: House) -> House:
    """One house for all of these tests."""
    return lasting_house


@pytest.mark.parametrize("language", list(Language))
def test_axe_finds_nothing_on_the_way_to_a_bound_card(
    house: House, chromium: Browser, complaints: Complaints, language: Language
) -> None:
    for expected in ("status of 404", "status of 422"):
        complaints.allow(expected)
    base_url = house.server.base_url
    # axe styles what it measures; other tests hold the pages to their policy.
    context = chromium.new_context(
        viewport=NARROW, has_touch=True, user_agent=IPHONE, bypass_csp=True
    )
    cookie = {"name": "language", "value": language.value, "url": base_url}
    context.add_cookies([cookie])  # type: ignore[list-item]  # a TypedDict of Playwright
    page = context.new_page()
    page.goto(f"{base_url}/phone/bind")
    found = _look(page, "ways")
    page.locator("[data-way=home]:visible").tap()
    found += _look(page, "home")
    page.locator("[data-way=here]:visible").tap()
    page.locator("#contact").fill("12")
    page.locator("[data-ask] [type=submit]").tap()
    page.locator("#contact-error").wait_for()
    found += _look(page, "ask")
    page.locator("#contact").fill("a.rather.long.address@postgraduate.example.edu.cn")
    page.locator("[data-ask] [type=submit]").tap()
    page.locator("#code").fill("000000")
    page.locator("[data-bind] [type=submit]").tap()
    page.locator("#code-error").wait_for()
    page.evaluate("() => { document.querySelector('[data-shared]').hidden = false; }")
    found += _look(page, "ask")
    page.goto(f"{base_url}/phone/activate#{'x' * 32}")
    found += _look(page, "dead")
    page.goto(house.activation_link(house.world.card(mobile=None, mail="chen@example.edu.cn")))
    found += _look(page, "link")
    page.locator("[data-send]").tap()
    page.locator("#code").wait_for()
    found += _look(page, "link")
    assert found == []


def _look(page: Page, state: str) -> list[tuple[str, ...]]:
    """What axe finds on what the page shows, and whether it is too wide, in every mode."""
    page.locator(f"body[data-shown={state}]").wait_for()
    found: list[tuple[str, ...]] = []
    for mode, (scheme, size) in MODES.items():
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.evaluate(KEEP_TEXT_SIZE, size)
        page.evaluate(SETTLED)
        violations = Axe().run(page, options=RULES).response["violations"]
        found += [(mode, state, each["id"], each["nodes"][0]["html"]) for each in violations]
        if not page.evaluate(FITS):
            found.append((mode, state, "wider than the screen"))
    page.emulate_media(color_scheme="light")
    page.evaluate(KEEP_TEXT_SIZE, "")
    return found
