"""What goes wrong at activation on a telephone's screen is said in a sentence with one way on."""

import pytest
from playwright.sync_api import Browser, expect

from tests.bed.browser import Complaints
from tests.cardholders.phone.conftest import PHONE, House, OpenPhone

REFUSED = "status of 422"
NOT_FOUND = "status of 404"
GONE = "status of 409"
NO_NETWORK = "ERR_INTERNET_DISCONNECTED"


@pytest.fixture(scope="module")
def house(lasting_house: House) -> House:
    """One house for all of these tests."""
    return lasting_house


def test_a_wrong_code_says_how_many_tries_are_left(
    house: House, open_phone: OpenPhone, complaints: Complaints
) -> None:
    complaints.allow(REFUSED)
    complaints.allow(GONE)
    phone = open_phone()
    phone.open(house.activation_link(house.world.card(mobile="+8613812345678")))
    expect(phone.page.locator("[data-contact]")).to_have_text("+86138****5678")
    phone.tap(phone.page.locator("[data-send]"))
    field = phone.page.locator("#code")
    field.fill("12")
    phone.bind()
    expect(phone.page.locator("#code-error")).to_contain_text("6")
    right = phone.newest_code()
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    for left in (4, 3, 2, 1):
        field.fill(wrong)
        phone.bind()
        expect(phone.page.locator("#code-error")).to_contain_text(f"还可再试{left}次")
    field.fill(wrong)
    phone.bind()
    expect(phone.page.locator("#code-error")).to_contain_text("次数过多")
    field.fill(right)
    phone.bind()
    expect(phone.state("dead")).to_be_visible()
    expect(phone.state("dead").locator("a[href='/phone/bind']")).to_be_visible()


def test_a_card_without_a_telephone_is_bound_by_the_document(
    house: House, open_phone: OpenPhone
) -> None:
    card = house.world.card(mobile=None)
    phone = open_phone()
    phone.open(house.activation_link(card))
    expect(phone.page.locator("#code")).to_be_visible()
    phone.page.locator("#code").fill(house.last_four(card))
    phone.bind()
    phone.wait_for_code()
    assert phone.taps == 1


def test_a_used_link_leads_its_own_phone_to_the_card_and_others_to_bind_again(
    house: House, open_phone: OpenPhone, complaints: Complaints
) -> None:
    complaints.allow(NOT_FOUND)
    link = house.activation_link(house.world.card())
    phone, stranger = open_phone(), open_phone()
    phone.activate(link)
    phone.open(link)
    phone.state("dead").locator("[data-have-card]").tap()
    phone.wait_for_code()
    stranger.open(link)
    expect(stranger.state("dead")).to_be_visible()
    expect(stranger.state("dead").locator("a:visible")).to_have_count(1)
    stranger.state("dead").locator("a[href='/phone/bind']").tap()
    expect(stranger.state("ask")).to_be_visible()


def test_a_link_without_its_secret_says_so(house: House, open_phone: OpenPhone) -> None:
    phone = open_phone()
    phone.open(f"{house.server.base_url}/phone/activate")
    expect(phone.state("incomplete").locator("a[href='/phone/bind']")).to_be_visible()


def test_a_binding_whose_answer_was_lost_is_finished_by_opening_the_link_again(
    house: House, open_phone: OpenPhone, complaints: Complaints
) -> None:
    complaints.allow("ERR_FAILED")
    link = house.activation_link(house.world.card())
    phone = open_phone()
    phone.open(link)
    phone.tap(phone.page.locator("[data-send]"))
    expect(phone.page.locator("#code")).to_be_visible()
    phone.page.locator("#code").fill(phone.newest_code())
    phone.page.route(
        "**/phone/api/activation/bind", lambda route: (route.fetch(), route.abort())[1]
    )
    phone.bind()
    expect(phone.page.locator("#code-error")).to_be_visible()
    phone.page.unroute("**/phone/api/activation/bind")
    phone.page.reload()
    phone.wait_for_code()


def test_no_network_at_activation_offers_another_try(
    house: House, open_phone: OpenPhone, complaints: Complaints
) -> None:
    complaints.allow(NO_NETWORK)
    phone = open_phone()
    phone.open(f"{house.server.base_url}/phone")
    phone.page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    phone.page.context.set_offline(True)
    phone.open(house.activation_link(house.world.card()))
    expect(phone.state("offline")).to_be_visible()
    phone.page.context.set_offline(False)
    phone.state("offline").locator("[data-reload]").tap()
    expect(phone.state("link")).to_be_visible()


@pytest.mark.parametrize("page", ["/phone", "/phone/activate#x"])
def test_an_insecure_address_is_told_as_such(house: House, chromium: Browser, page: str) -> None:
    context = chromium.new_context(viewport=PHONE)
    context.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    tab = context.new_page()
    tab.goto(house.server.base_url + page)
    expect(tab.locator('[data-state="insecure"]')).to_be_visible()
    expect(tab.locator('[data-state="insecure"] a.button')).to_have_count(1)
