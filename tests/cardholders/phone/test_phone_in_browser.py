"""The whole way on a telephone's screen, in a real Chromium: bind, show, lose the network."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from cardholders.cards.find import find_card
from cardholders.cards.models import CardState
from core.clock import system_clock
from core.credential.check import check
from core.credential.fields import Presentation
from core.credential.read import read
from core.policy.vocabulary import Honour
from tests.bed.browser import Complaints
from tests.cardholders.phone.conftest import House, OpenPhone, wrong_clock
from tests.cardholders.phone.phone_page import PhonePage

MOST_TAPS = 3
MOST_VERSION = 9
SMALLEST_CODE_PX = 268
HOUR_MS = 3600 * 1000
DAY_MS = 24 * HOUR_MS
NO_NETWORK = "ERR_INTERNET_DISCONNECTED"


@pytest.fixture(scope="module")
def house(lasting_house: House) -> House:
    """One house for all of these tests."""
    return lasting_house


def test_a_link_becomes_a_code_that_a_desk_accepts(house: House, open_phone: OpenPhone) -> None:
    phone = open_phone()
    phone.activate(house.activation_link(house.world.card(Honour.YINGCAI)))
    assert phone.taps <= MOST_TAPS
    assert phone.page.url == f"{house.server.base_url}/phone"
    shown = accepted(house, phone)
    assert shown.credential.fields.honours == (Honour.YINGCAI,)
    assert phone.version() <= MOST_VERSION
    box = phone.page.locator(".code-panel [data-code]").bounding_box()
    assert box is not None
    assert box["width"] * 49 / 57 >= SMALLEST_CODE_PX
    assert _background(phone) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_however_large_the_text_the_whole_code_is_seen_first(
    house: House, open_phone: OpenPhone, language: str
) -> None:
    phone = open_phone()
    phone.activate(house.activation_link(house.world.card(Honour.YINGCAI, Honour.SPECIAL)))
    phone.page.goto(f"{house.server.base_url}/language/{language}?next=/phone")
    expect(phone.page.locator(f"html[lang^={language}]")).to_be_attached()
    for size in ("large", "larger", "largest"):
        phone.page.evaluate("size => localStorage.setItem('text-size', size)", size)
        phone.page.reload()
        phone.wait_for_code()
        box, bar = phone.code.bounding_box(), phone.page.locator(".tab-bar").bounding_box()
        assert box is not None
        assert bar is not None
        assert box["width"] * 49 / 57 >= SMALLEST_CODE_PX
        assert box["y"] + box["height"] <= bar["y"], size


def test_a_tap_makes_a_fresh_code_and_shows_it_alone(house: House, open_phone: OpenPhone) -> None:
    phone = open_phone()
    phone.activate(house.activation_link(house.world.card()))
    first, before = accepted(house, phone), phone.shown_at
    phone.page.locator(".code-panel [data-refresh]").tap()
    full = phone.page.locator("[data-full]")
    expect(full).to_be_visible()
    phone.wait_for_another(before)
    second = accepted(house, phone)
    assert second.proof.at > first.proof.at
    before = phone.shown_at
    full.locator("[data-refresh]").tap()
    phone.wait_for_another(before)
    assert accepted(house, phone).proof.at > second.proof.at
    full.locator("[data-close]").tap()
    expect(full).to_be_hidden()


def test_a_code_changes_by_itself(house: House, open_phone: OpenPhone) -> None:
    phone = open_phone()
    phone.page.clock.install()
    phone.activate(house.activation_link(house.world.card()))
    before = phone.shown_at
    phone.page.clock.run_for(31_000)
    phone.wait_for_another(before)


def test_without_a_network_the_page_opens_and_its_code_goes_on_changing(
    house: House, open_phone: OpenPhone, complaints: Complaints
) -> None:
    complaints.allow(NO_NETWORK)
    phone = open_phone()
    phone.activate(house.activation_link(house.world.card()))
    phone.page.context.set_offline(True)
    phone.page.reload()
    phone.wait_for_code()
    expect(phone.page.locator("[data-offline]")).to_be_visible()
    expect(phone.page.locator('[data-slot="name"]')).to_have_text("陈望舒")
    first, before = accepted(house, phone), phone.shown_at
    phone.page.locator(".code-panel [data-refresh]").tap()
    phone.wait_for_another(before)
    assert accepted(house, phone).proof.at > first.proof.at
    phone.page.locator("[data-close]").tap()
    phone.page.context.set_offline(False)
    expect(phone.page.locator("[data-offline]")).to_be_hidden()


@pytest.mark.parametrize("off_by_ms", [-DAY_MS, -HOUR_MS, HOUR_MS, DAY_MS])
def test_a_wrong_clock_makes_right_codes_also_offline(
    house: House, open_phone: OpenPhone, complaints: Complaints, off_by_ms: int
) -> None:
    complaints.allow(NO_NETWORK)
    phone = open_phone(clock_off_by_ms=off_by_ms)
    phone.activate(house.activation_link(house.world.card()))
    accepted(house, phone)
    phone.page.context.set_offline(True)
    phone.page.reload()
    phone.wait_for_code()
    accepted(house, phone)


@pytest.mark.parametrize("off_by_ms", [-DAY_MS, DAY_MS])
def test_a_clock_that_was_moved_later_is_learned_when_online_and_kept(
    house: House, open_phone: OpenPhone, complaints: Complaints, off_by_ms: int
) -> None:
    complaints.allow(NO_NETWORK)
    complaints.allow("status of 401")
    phone = open_phone()
    phone.activate(house.activation_link(house.world.card()))
    phone.page.context.add_init_script(wrong_clock(off_by_ms))
    with phone.page.expect_response(lambda answer: answer.ok and "/api/card" in answer.url):
        phone.page.reload()
    phone.page.wait_for_function(MADE_FOR_THE_TRUE_TIME, arg=off_by_ms, timeout=10_000)
    accepted(house, phone)
    phone.page.context.set_offline(True)
    phone.page.reload()
    phone.wait_for_code()
    accepted(house, phone)


def test_a_second_phone_ends_the_first_which_says_so(house: House, open_phone: OpenPhone) -> None:
    card = house.world.card()
    first, second = open_phone(), open_phone()
    first.activate(house.activation_link(card))
    second.activate(house.activation_link(card))
    first.page.reload()
    expect(first.state("replaced")).to_be_visible()
    expect(first.state("replaced").locator("a.button")).to_have_count(1)
    assert first.shown_at is None
    accepted(house, second)


def test_a_stopped_card_shows_no_code_and_comes_back(
    house: House, open_phone: OpenPhone, complaints: Complaints
) -> None:
    complaints.allow(NO_NETWORK)
    card = house.world.card()
    phone = open_phone()
    phone.activate(house.activation_link(card))
    for state in (CardState.SUSPENDED, CardState.FROZEN, CardState.REVOKED):
        _set_state(house, card.id, state)
        phone.page.reload()
        expect(phone.state(state)).to_be_visible()
        assert phone.shown_at is None
    phone.page.context.set_offline(True)
    phone.page.reload()
    expect(phone.state("revoked")).to_be_visible()
    phone.page.context.set_offline(False)
    _set_state(house, card.id, CardState.ACTIVE)
    phone.page.reload()
    phone.wait_for_code()


def test_a_session_at_a_desk_in_the_same_browser_does_not_speak_for_the_phone(
    house: House, open_phone: OpenPhone
) -> None:
    phone = open_phone()
    phone.activate(house.activation_link(house.world.card()))
    phone.page.context.add_cookies(
        [{"name": "session", "value": "somebody", "url": house.server.base_url}]
    )
    with phone.page.expect_request("**/phone/api/card**") as asked:
        phone.page.reload()
    response = asked.value.response()
    assert response is not None
    assert response.status == 200
    assert "cookie" not in asked.value.all_headers()


def test_a_phone_that_lost_its_key_says_what_to_do(house: House, open_phone: OpenPhone) -> None:
    phone = open_phone()
    phone.open(f"{house.server.base_url}/phone")
    expect(phone.state("unbound")).to_be_visible()
    phone.activate(house.activation_link(house.world.card()))
    phone.page.evaluate(DELETE_DATABASE)
    phone.page.reload()
    expect(phone.state("lost")).to_be_visible()
    expect(phone.state("lost").locator("a[href='/phone/bind']")).to_have_count(1)


def test_the_language_changes_without_a_network_and_never_mixes(
    house: House, open_phone: OpenPhone, complaints: Complaints
) -> None:
    complaints.allow(NO_NETWORK)
    phone = open_phone()
    phone.activate(house.activation_link(house.world.card()))
    expect(phone.page.locator('[data-slot="honour"]')).to_have_text("晋中英才")
    phone.page.context.set_offline(True)
    phone.page.locator("[data-language]").tap()
    expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    expect(phone.page.locator('[data-slot="honour"]')).to_have_text("Jinzhong Yingcai")
    phone.page.context.set_offline(False)
    phone.page.goto(f"{house.server.base_url}/language/zh?next=/phone")
    expect(phone.page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(phone.page.locator('[data-slot="honour"]')).to_have_text("晋中英才")


MADE_FOR_THE_TRUE_TIME = """(offByMs) => {
    const { at } = document.querySelector(".code-panel [data-code]").dataset;
    return Math.abs(Number(at) - (Date.now() - offByMs) / 1000) < 40;
}"""

DELETE_DATABASE = """() => new Promise((resolve) => {
    const request = indexedDB.deleteDatabase("green-card");
    request.onsuccess = request.onblocked = () => resolve(undefined);
})"""


def accepted(house: House, phone: PhonePage) -> Any:
    """Read the picture and check what it says as a desk would, against the true time."""
    issuer = house.world.signing_key().key
    keys = {issuer.number: issuer}
    shown = read(phone.read_code(), keys)
    assert isinstance(shown, Presentation)
    assert shown.proof is not None
    assert check(shown, keys, now=system_clock()) is None
    assert abs(system_clock().timestamp() - shown.proof.at) < timedelta(seconds=45).total_seconds()
    return shown


def _set_state(house: House, card_id: int, state: CardState) -> None:
    with house.parts.database.writing() as session:
        find_card(session, card_id).state = state


def _background(phone: PhonePage) -> str:
    colour = phone.page.locator(".code-panel .qr").evaluate(
        "(panel) => getComputedStyle(panel).backgroundColor"
    )
    return str(colour)
