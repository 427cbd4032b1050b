"""Telephones in a real browser, bound to a card of the application under test."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from cardholders.cards.models import Card
from cardholders.phone.activation import make_activation
from core.policy.vocabulary import Language
from tests.bed.factories import World
from tests.cardholders.phone.phone_page import PhonePage

PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass
class HolderPages:
    """The pages of a bound telephone."""

    page: Page
    base_url: str

    def open(self, name: str, language: Language = Language.ZH) -> None:
        """Open a page in a language, and wait until it has shown an answer."""
        address = f"/phone/{name}"
        self.page.goto(f"{self.base_url}/language/{language}?next={address}")
        self.wait()

    def wait(self) -> None:
        """Wait until an answer of the server's is shown."""
        expect(self.page.locator("body[data-ready]")).to_be_attached()

    def reload(self) -> None:
        """Load the page again."""
        self.page.reload()

    def state(self, name: str) -> Locator:
        """One of the states that a page can show."""
        return self.page.locator(f'[data-state="{name}"]')

    @property
    def kept(self) -> Locator:
        """What says that the page shows what was kept, and from when."""
        return self.page.locator("[data-kept]")


BindPhone = Callable[[Card], HolderPages]


@pytest.fixture
def bind(world: World, served: str, chromium: Browser) -> BindPhone:
    """Binds telephones by their activation link, each with a storage of its own."""

    def bind_one(card: Card) -> HolderPages:
        world.signing_key()
        officer = world.account()
        with world.parts.database.writing() as session:
            token = make_activation(session, session.merge(card), by=officer.id, now=world.clock())
        context = chromium.new_context(viewport=PHONE, has_touch=True)
        phone = PhonePage(context.new_page(), world.parts.settings.outbox)
        phone.activate(f"{served}/phone/activate#{token}")
        return HolderPages(phone.page, served)

    return bind_one
