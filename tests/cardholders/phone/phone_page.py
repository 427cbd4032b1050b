"""The phone's pages as a person uses them; taps are counted, codes are read from the picture."""

import json
import re
import time
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import zxingcpp
from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page, expect

FINDER_MODULES = 7
MARGIN_MODULES = 4
WHITE = 255
ARRIVES_WITHIN_S = 5
A_SECOND = re.compile(r"^\d{10}$")


@dataclass
class PhonePage:
    """One telephone."""

    page: Page
    outbox: Path
    taps: int = field(default=0)

    def open(self, address: str) -> None:
        """Follow a link."""
        self.page.goto(address)

    def tap(self, target: Locator) -> None:
        """Tap, and count it."""
        target.tap()
        self.taps += 1

    def activate(self, link: str) -> None:
        """Open the link, ask for the code, type it, bind."""
        self.open(link)
        self.tap(self.page.locator("[data-send]"))
        expect(self.page.locator("#code")).to_be_visible()
        self.page.locator("#code").fill(self.newest_code())
        self.bind()
        self.wait_for_code()
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")

    def bind(self) -> None:
        """Tap the button that binds."""
        self.tap(self.page.locator("[data-bind] [type=submit]"))

    def ask_by(self, contact: str) -> None:
        """Ask for a code to a registered contact and wait for it: it leaves after the answer."""
        before = self.codes()
        self.page.locator("#contact").fill(contact)
        self.tap(self.page.locator("[data-ask] [type=submit]"))
        expect(self.page.locator("#code")).to_be_visible()
        self.wait_for_message(before)

    def sign_in(self, address: str, contact: str) -> None:
        """Open the page that binds again at the address, and bind by a code to the contact."""
        self.open(address)
        self.ask_by(contact)
        self.page.locator("#code").fill(self.newest_code())
        self.bind()
        self.wait_for_code()
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")

    def wait_for_message(self, before: list[str]) -> None:
        """Wait for another code than those that came before."""
        deadline = time.monotonic() + ARRIVES_WITHIN_S
        while len(self.codes()) == len(before):
            assert time.monotonic() < deadline, "no message came"

    def newest_code(self) -> str:
        """Read the code of the message sent last."""
        return self.codes()[-1]

    def codes(self) -> list[str]:
        """Read the codes of all messages, the oldest first; messages without one are left out."""
        lines = self.outbox.read_text("utf-8").splitlines() if self.outbox.exists() else []
        codes = (json.loads(line)["code"] for line in lines)
        return [code for code in codes if code is not None]

    def state(self, name: str) -> Locator:
        """One of the states that a page can show."""
        return self.page.locator(f'[data-state="{name}"]')

    def wait_for_code(self) -> None:
        """Wait until the card page shows a code."""
        expect(self.code).to_have_attribute("data-at", A_SECOND)

    @property
    def code(self) -> Locator:
        """The code on the page, which says of which second it is."""
        return self.page.locator(".code-panel [data-code]")

    @property
    def shown_at(self) -> str | None:
        """The second of the code that is drawn now; none when none is."""
        return self.code.get_attribute("data-at")

    def wait_for_another(self, than: str | None) -> None:
        """Wait until another code is drawn."""
        assert than is not None
        expect(self.code).not_to_have_attribute("data-at", than)

    def read_code(self) -> str:
        """Read the digits from a picture of the screen, as a camera would."""
        found = zxingcpp.read_barcodes(Image.open(BytesIO(self.page.screenshot())))
        assert len(found) == 1, "one code on the screen"
        return found[0].text

    def version(self) -> int:
        """The version of the code, counted in modules on the picture."""
        side = self.page.locator(".code-panel [data-code]").get_attribute("viewBox") or ""
        modules = int(side.split()[-1]) - 2 * MARGIN_MODULES
        picture = Image.open(BytesIO(self.picture())).convert("1", dither=Image.Dither.NONE)
        dark = ImageChops.invert(picture.convert("L")).getbbox()
        assert dark is not None
        module = (dark[2] - dark[0]) / modules
        row = dark[1] + round(module / 2)
        light = [x for x in range(dark[0], dark[2]) if picture.getpixel((x, row)) == WHITE]
        assert round((light[0] - dark[0]) / module) == FINDER_MODULES
        return (modules - 17) // 4

    def picture(self) -> bytes:
        """A picture of the code alone."""
        return self.page.locator(".code-panel .qr").screenshot()
