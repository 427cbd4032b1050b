"""A desk's page in a real browser, and a keyboard-mode scanner to use it with."""

from dataclasses import dataclass, field

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, CDPSession, Locator, Page, expect

from core.accounts.models import Account
from partners.models import Desk
from tests.bed.factories import World
from tests.bed.served import give_session

KEYS_OF_DIGITS = {digit: f"Digit{digit}" for digit in "0123456789"}
KEY_NUMBERS = {digit: ord(digit) for digit in "0123456789"}
IME_KEY_NUMBER = 229
SCANNER = """
async ([codes, afterFirst]) => {
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  for (const [n, code] of codes.filter(Boolean).entries()) {
    const key = {code, key: code.slice(-1), bubbles: true, cancelable: true};
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", key));
    if (n === 0 && afterFirst) await pause(afterFirst);
    if (n % 4 === 3) await pause(2);
  }
}
"""


@dataclass
class DeskPage:
    """An operator's page at a desk; the taps of an act are counted."""

    page: Page
    taps: int = field(default=0)

    def tap(self, target: Locator) -> None:
        """Tap, and count it."""
        target.click()
        self.taps += 1

    @property
    def screen(self) -> Locator:
        """The whole desk or gate; its data-look is the look of the answer."""
        return self.page.locator("[data-screen]")

    @property
    def word(self) -> Locator:
        """The word that is read from afar."""
        return self.page.locator(".result-word:visible, .gate-word:visible")

    def expect(self, look: str, word: str) -> None:
        """Wait for an answer."""
        expect(self.word).to_have_text(word)
        expect(self.screen).to_have_attribute("data-look", look)

    def expect_armed(self) -> None:
        """Wait until the page asks for the next scan."""
        expect(self.word).to_have_text("请扫码")

    def wedge(self, text: str, *, end: str | None = "Enter", after_first_ms: int = 0) -> None:
        """Type as a scanner does, at its pace, whatever else this machine is doing."""
        keys = [*(KEYS_OF_DIGITS[digit] for digit in text), end]
        self.page.evaluate(SCANNER, [keys, after_first_ms])

    def wedge_keys(self, text: str, *, end: str | None = "Enter", ime: str | None = None) -> None:
        """Type with the browser's own keys; with `ime`, an input method makes words of them."""
        devtools = self.page.context.new_cdp_session(self.page)
        for digit in text:
            _press(devtools, digit, ime=ime)
        if end is not None:
            self.page.keyboard.press(end)
        devtools.detach()

    def button(self, name: str) -> Locator:
        """A button by (a part of) its name."""
        return self.page.get_by_role("button", name=name)


def _press(devtools: CDPSession, digit: str, *, ime: str | None) -> None:
    key = {"code": KEYS_OF_DIGITS[digit]}
    if ime is None:
        number = KEY_NUMBERS[digit]
        down = {"type": "keyDown", "key": digit, "text": digit, "windowsVirtualKeyCode": number}
    else:
        down = {"type": "rawKeyDown", "key": "Process", "windowsVirtualKeyCode": IME_KEY_NUMBER}
    devtools.send("Input.dispatchKeyEvent", down | key)
    if ime is not None:
        end = len(ime)
        words = {"text": ime, "selectionStart": end, "selectionEnd": end}
        devtools.send("Input.imeSetComposition", words)
    devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": digit} | key)


@dataclass
class DeskPages:
    """Opens desks in a browser, signed in as an operator who stands there."""

    app: Flask
    world: World
    base_url: str
    browser: Browser

    def open(self, desk: Desk, *, context: BrowserContext | None = None) -> DeskPage:
        """Open a desk; the scanner and the buttons are armed when it answers."""
        context = context or self.browser.new_context()
        self.sign_in(context, self.world.operator(desk))
        page = context.new_page()
        page.goto(f"{self.base_url}/desk")
        expect(page.locator("[data-ready]")).to_be_attached()
        return DeskPage(page)

    def sign_in(self, context: BrowserContext, account: Account) -> None:
        """Give a browser an account's session."""
        give_session(self.app, context, account, base_url=self.base_url)
