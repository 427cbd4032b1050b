"""WeChat and the iPhone are asked where the card is to live, before anything is bound there."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.bed.browser import Complaints
from tests.cardholders.phone.conftest import PHONE, House, OpenPhone
from tests.cardholders.phone.phone_page import PhonePage

MOBILE = "+8613812345678"
ALONE = "+8613987654321"
WECHAT = (
    "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.42 WeChat/arm64"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1"
)
NO_WORKER = "delete Navigator.prototype.serviceWorker"
STANDALONE = "Object.defineProperty(Navigator.prototype, 'standalone', {get: () => true})"
NO_NETWORK = "ERR_INTERNET_DISCONNECTED"
INSTALL = """() => {
    const offer = new Event("beforeinstallprompt", { cancelable: true });
    offer.prompt = () => { document.body.dataset.prompted = "yes"; return Promise.resolve(); };
    window.dispatchEvent(offer);
}"""


@pytest.fixture(scope="module")
def house(lasting_house: House) -> House:
    """One house for all of these tests."""
    return lasting_house


def test_wechat_without_a_service_worker_says_that_it_needs_a_network_and_works_with_one(
    house: House, chromium: Browser, complaints: Complaints
) -> None:
    complaints.allow(NO_NETWORK)
    context = chromium.new_context(
        viewport=PHONE, has_touch=True, user_agent=WECHAT, service_workers="block"
    )
    context.add_init_script(NO_WORKER)
    phone = PhonePage(context.new_page(), house.outbox)
    link = house.activation_link(house.world.card(mobile=MOBILE))
    phone.open(link)
    ways = phone.state("ways")
    expect(ways).to_contain_text("在微信中使用")
    expect(ways).to_contain_text("这个微信每次打开绿卡都要有网络")
    expect(ways.locator("button:visible")).to_have_count(2)
    ways.locator("[data-way=here]").tap()
    expect(phone.state("link")).to_be_visible()
    phone.page.reload()
    expect(phone.state("link")).to_be_visible()
    phone.tap(phone.page.locator("[data-send]"))
    expect(phone.page.locator("#code")).to_be_visible()
    phone.page.locator("#code").fill(phone.newest_code())
    phone.bind()
    phone.wait_for_code()
    phone.page.reload()
    phone.wait_for_code()
    context.set_offline(True)
    expect(phone.page.locator("[data-offline]")).to_be_visible()
    with pytest.raises(Exception, match=NO_NETWORK):
        phone.page.reload()
    context.set_offline(False)
    phone.page.goto(f"{house.server.base_url}/phone")
    phone.wait_for_code()


def test_wechat_with_a_service_worker_says_so_and_keeps_its_word(
    house: House, chromium: Browser, complaints: Complaints
) -> None:
    complaints.allow(NO_NETWORK)
    phone = _phone(chromium.new_context(viewport=PHONE, has_touch=True, user_agent=WECHAT), house)
    house.world.card(mobile=ALONE)
    phone.open(f"{house.server.base_url}/phone/bind")
    expect(phone.state("ways")).to_contain_text("没有网络也能出示。清理微信缓存")
    phone.state("ways").locator("[data-way=here]").tap()
    phone.ask_by(ALONE)
    phone.page.locator("#code").fill(phone.newest_code())
    phone.bind()
    phone.wait_for_code()
    phone.page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    phone.page.context.set_offline(True)
    phone.page.reload()
    phone.wait_for_code()


def test_the_way_to_the_desktop_is_two_steps_is_remembered_and_uses_up_nothing(
    house: House, chromium: Browser, open_phone: OpenPhone
) -> None:
    link = house.activation_link(house.world.card(mobile=MOBILE))
    before = open_phone().codes()
    for agent, step in ((WECHAT, "在浏览器打开"), (IPHONE, "添加到主屏幕")):
        context = chromium.new_context(viewport=PHONE, has_touch=True, user_agent=agent)
        phone = _phone(context, house)
        phone.open(link)
        phone.state("ways").locator("[data-way=home]").tap()
        for _ in range(2):
            expect(phone.state("home").locator("li:visible")).to_have_count(2)
            expect(phone.state("home")).to_contain_text(step)
            phone.page.reload()
    phone.state("home").locator("[data-way=here]").tap()
    expect(phone.state("link")).to_be_visible()
    assert phone.codes() == before


def test_from_the_home_screen_and_in_other_browsers_nothing_is_asked(
    house: House, chromium: Browser, open_phone: OpenPhone
) -> None:
    address = f"{house.server.base_url}/phone/bind"
    installed = chromium.new_context(viewport=PHONE, has_touch=True, user_agent=IPHONE)
    installed.add_init_script(STANDALONE)
    for phone in (_phone(installed, house), open_phone()):
        phone.open(address)
        expect(phone.state("ask")).to_be_visible()


def test_a_browser_that_can_install_offers_it_on_the_card(
    house: House, open_phone: OpenPhone
) -> None:
    phone = open_phone()
    phone.activate(house.activation_link(house.world.card()))
    button = phone.page.locator("[data-install]")
    expect(button).to_be_hidden()
    phone.page.evaluate(INSTALL)
    button.tap()
    expect(phone.page.locator("body")).to_have_attribute("data-prompted", "yes")
    expect(button).to_be_hidden()


def _phone(context: BrowserContext, house: House) -> PhonePage:
    return PhonePage(context.new_page(), house.outbox)
