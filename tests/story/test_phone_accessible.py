"""Axe finds nothing on any page of a phone in use, and each fits 360 px: languages and modes."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from core.policy.vocabulary import Language
from tests.story.conftest import Town

RULES = {
    # Its own loading of style sheets follows their imports from the wrong place.
    "preload": False,
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
NARROW: ViewportSize = {"width": 360, "height": 740}
LANG = {Language.ZH: "zh-CN", Language.EN: "en"}
FEWEST_PAGES = 10
MODES = {"light": ("light", ""), "dark": ("dark", ""), "elder": ("light", "largest")}
SETTLED = ("page", "card", "link", "ask", "way", "incomplete")
KEEP_TEXT_SIZE = (
    "size => size ? localStorage.setItem('text-size', size) : localStorage.removeItem('text-size')"
)
FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def addresses(town: Town, page: Page) -> list[str]:
    """Answer every page that the service worker keeps."""
    script = page.request.get(f"{town.server.base_url}/phone/worker.js").text()
    kept = json.loads(script.partition("\n")[0].removeprefix("const KEPT = ").rstrip(";"))
    return list(kept["pages"])


@pytest.mark.parametrize("language", list(Language))
def test_axe_finds_nothing(town: Town, language: Language) -> None:
    page, base_url = town.phone_in_use().page, town.server.base_url
    page.set_viewport_size(NARROW)
    page.context.add_cookies([{"name": "language", "value": language.value, "url": base_url}])
    pages = addresses(town, page)
    assert len(pages) >= FEWEST_PAGES
    findings = []
    for mode, (scheme, size) in MODES.items():
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.evaluate(KEEP_TEXT_SIZE, size)
        for path in pages:
            page.goto(f"{base_url}{path}")
            expect(page.locator("html")).to_have_attribute("lang", LANG[language])
            shown = page.locator(",".join(f"body[data-shown={each}]" for each in SETTLED))
            expect(shown, path).to_be_attached()
            for fold in page.locator("main details:visible > summary").all():
                fold.click()
            found = Axe().run(page, options=RULES).response["violations"]
            findings += [(mode, path, each["id"], each["nodes"][0]["html"]) for each in found]
            if not page.evaluate(FITS):
                findings.append((mode, path, "wider than the screen", ""))
    assert findings == []
