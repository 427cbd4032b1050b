"""The holder's own pages on a telephone's screen, with a desk that scans meanwhile."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from cardholders.cards.models import Card
from cardholders.consents.consents import holds_consent
from cardholders.consents.load_terms import consent_terms
from cardholders.consents.terms import ConsentPurpose
from core.policy.vocabulary import Honour, PartnerKind
from tests.bed.browser import Complaints
from tests.cardholders.phone.conftest import (  # noqa: F401  # fixtures
    House,
    OpenPhone,
    house,
    open_phone,
)
from tests.cardholders.phone.phone_page import PhonePage
from tests.verify.scanning.desk_calls import DeskCalls

GONE = "401 (Unauthorized)"
LANGUAGES = ("zh", "en")


class Own:
    """A telephone with its card, on its holder's own pages."""

    def __init__(self, at: House, phone: PhonePage, card: Card) -> None:
        self.house, self.phone, self.card = at, phone, card
        self.desk = DeskCalls(at.world, at.world.desk(PartnerKind.HOSPITAL))

    def open(self, name: str, language: str = "zh") -> None:
        """Open one of the pages and wait until it is filled."""
        base = self.house.server.base_url
        self.phone.open(f"{base}/language/{language}?next=/phone/{name}")
        expect(self.phone.page.locator("body")).to_have_attribute("data-ready", "ready")

    def open_card(self) -> None:
        """Open the card's own page."""
        self.phone.open(f"{self.house.server.base_url}/phone")

    def find(self, selector: str) -> Locator:
        """A part of the page."""
        return self.phone.page.locator(selector)

    def twice(self, selector: str) -> None:
        """Tap, and tap once more on the sheet that asks."""
        self.phone.tap(self.find(selector))
        self.phone.tap(self.find("dialog[open] [data-act]"))

    def scanned(self, digits: str | None = None) -> str:
        """What a desk answers to the phone's code, or to another."""
        return str(self.desk.scan(digits or self.phone.read_code()).verdict.reason)


@pytest.fixture
def own(house: House, open_phone: OpenPhone) -> Own:  # noqa: F811  # the fixtures
    card = house.world.card(Honour.YINGCAI)
    phone = open_phone()
    phone.activate(house.activation_link(card))
    return Own(house, phone, card)


def test_frozen_the_desk_refuses_until_the_code_unfreezes(own: Own) -> None:
    code = own.phone.read_code()
    own.open("devices")
    taps = own.phone.taps
    own.twice("[data-freeze]")
    assert own.phone.taps - taps == 2
    expect(own.find("[data-unfreeze]")).to_be_visible()
    assert own.scanned(code) == "frozen"
    own.open_card()
    expect(own.phone.state("frozen")).to_be_visible()
    own.phone.tap(own.phone.state("frozen").locator("a"))
    own.phone.tap(own.find("[data-unfreeze]"))
    own.phone.tap(own.find("dialog[open] [data-send]"))
    expect(own.find("#code")).to_be_focused()
    expect(own.find("dialog[open] label[for=code]")).to_contain_text("+86138****0000")
    own.find("#code").fill("12")
    own.find("#code").press("Enter")
    expect(own.find("dialog[open] [data-step=code] [data-trouble]")).to_be_visible()
    own.find("#code").fill(own.phone.newest_code())
    own.find("#code").press("Enter")
    expect(own.find("[data-freeze]")).to_be_visible()
    own.open_card()
    own.phone.wait_for_code()
    assert own.scanned() == "choose_benefit"


def test_unbound_the_phone_says_so_and_how_to_bind_again(own: Own, complaints: Complaints) -> None:
    complaints.allow(GONE)
    code = own.phone.read_code()
    own.open("devices")
    own.twice("[data-unbind]")
    expect(own.phone.state("released")).to_be_visible()
    expect(own.phone.state("released").locator("a[href='/phone/bind']")).to_have_count(1)
    assert own.scanned(code) == "replaced"
    own.open_card()
    expect(own.phone.state("unbound")).to_be_visible()
    own.phone.activate(own.house.activation_link(own.card))
    assert own.scanned() == "choose_benefit"


def test_lost_plastic_is_refused_and_the_phone_goes_on(own: Own) -> None:
    plastic = own.house.world.printed(own.card)
    own.open("devices", "en")
    own.twice("[data-lost]")
    expect(own.find("[data-lost]")).to_be_hidden()
    assert own.scanned(plastic) == "replaced"
    own.open_card()
    own.phone.wait_for_code()
    assert own.scanned() == "choose_benefit"


def test_a_phone_bound_before_is_named_with_its_time(
    own: Own,
    open_phone: OpenPhone,  # noqa: F811  # the fixture
) -> None:
    second = open_phone()
    second.activate(own.house.activation_link(own.card))
    now = Own(own.house, second, own.card)
    now.open("devices")
    expect(now.find("[data-former] > li")).to_have_count(1)
    expect(now.find("[data-former] [data-slot=stretch]")).to_have_text(re.compile("至"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_consents_are_given_and_withdrawn_in_plain_words(own: Own, language: str) -> None:
    own.open("consents", language)
    medical = own.find(".purpose").nth(1)
    words = {"zh": "医疗健康信息是敏感信息", "en": "Information about health is sensitive"}
    expect(medical).to_contain_text(words[language])
    own.phone.tap(medical.locator("[data-agree]"))
    expect(own.find("dialog[open] [data-points] li")).to_have_count(3)
    own.phone.tap(own.find("dialog[open] [data-act]"))
    expect(medical.locator("[data-withdraw]")).to_be_visible()
    assert _holds(own, ConsentPurpose.MEDICAL_LOG)
    own.phone.tap(medical.locator("[data-withdraw]"))
    own.phone.tap(own.find("dialog[open] [data-act]"))
    expect(medical.locator("[data-agree]")).to_be_visible()
    assert not _holds(own, ConsentPurpose.MEDICAL_LOG)


def test_whoever_agrees_stands_on_the_roll(own: Own) -> None:
    own.open("me")
    expect(own.find("h1[data-slot=name]")).to_have_text("陈望舒")
    own.twice("[data-roll]")
    expect(own.find("[data-roll]")).to_be_hidden()
    own.phone.tap(own.find(".roll-way a"))
    expect(own.find(".roll")).to_contain_text("陈望舒")


@pytest.mark.parametrize("language", LANGUAGES)
def test_my_data_is_shown_revealed_and_taken_along(own: Own, tmp_path: Path, language: str) -> None:
    own.open("data", language)
    person = own.find("#group-person")
    person.locator("summary").tap()
    expect(person).not_to_contain_text("+8613800000000")
    person.locator("[data-reveal]").tap()
    expect(person).to_contain_text("+8613800000000")
    kept = own.phone.page.evaluate(KEPT)
    assert "陈望舒" in kept
    assert "+8613800000000" not in kept
    with own.phone.page.expect_download() as download:
        own.find("[data-export]").tap()
    assert download.value.suggested_filename.startswith("green-card-")
    download.value.save_as(tmp_path / "export.json")
    document = json.loads((tmp_path / "export.json").read_text(encoding="utf-8"))
    assert document["person"]["contacts"][0]["address"] == "+8613800000000"
    assert document["cards"][0]["number"] == own.card.number


def test_a_correction_is_asked_for_and_stands_there(own: Own) -> None:
    own.open("data")
    own.phone.tap(own.find("[data-correct]"))
    own.find("#correction").fill("用人单位已改名")
    own.phone.tap(own.find("dialog[open] [data-act]"))
    expect(own.find("[data-wishes] > li")).to_contain_text("用人单位已改名")


def test_the_text_grows_and_stays_large(own: Own) -> None:
    own.open("me")
    own.find('[data-text-size="largest"]').tap()
    own.open("devices")
    expect(own.find("html")).to_have_attribute("data-elder", "largest")
    width = own.phone.page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= 390


KEPT = """() => new Promise((resolve) => {
    const request = indexedDB.open("green-card");
    request.onsuccess = () => {
        const all = request.result.transaction("phone").objectStore("phone").getAll();
        all.onsuccess = () => resolve(JSON.stringify(all.result));
    };
})"""


def _holds(own: Own, purpose: ConsentPurpose) -> bool:
    with own.house.parts.database.reading() as session:
        return holds_consent(session, own.card.holder_id, purpose, terms=consent_terms())
