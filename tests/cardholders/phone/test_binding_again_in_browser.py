"""A phone without its card: each way to lose it is one sentence, one button and a code."""

import re
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from core.policy.vocabulary import Honour
from tests.bed.browser import Complaints
from tests.cardholders.phone.conftest import House, OpenPhone
from tests.cardholders.phone.phone_page import PhonePage
from tests.cardholders.phone.test_phone_in_browser import DELETE_DATABASE, accepted

NUMBERS = (f"1381234{each:04d}" for each in count(1))
MOST_SENTENCES = 2
REFUSED = "status of 422"
CONFLICT = "status of 409"
NO_NETWORK = "ERR_INTERNET_DISCONNECTED"


@pytest.fixture(scope="module")
def house(lasting_house: House) -> House:
    """One house for all of these tests."""
    return lasting_house


def test_evicted_cleared_replaced_and_old_links_all_lead_back_to_the_card(
    house: House, open_phone: OpenPhone, complaints: Complaints
) -> None:
    complaints.allow("status of 404")
    typed = next(NUMBERS)
    card = house.world.card(Honour.YOUCAI, mobile=f"+86{typed}")
    phone = open_phone()
    link = house.activation_link(card)
    phone.activate(link)

    phone.page.evaluate(DELETE_DATABASE)
    phone.page.reload()
    _bind_from(phone, "lost", typed)

    _clear_site_data(phone.page)
    phone.page.goto(f"{house.server.base_url}/phone")
    _bind_from(phone, "unbound", typed)

    second = open_phone()
    second.open(link)
    _bind_from(second, "dead", typed)
    phone.page.reload()
    _bind_from(phone, "replaced", typed)
    second.page.reload()
    expect(second.state("replaced")).to_be_visible()
    assert second.shown_at is None
    shown = accepted(house, phone)
    assert shown.credential.fields.honours == (Honour.YOUCAI,)


def test_a_card_is_bound_by_mail_with_the_keyboard_alone_in_english(
    house: House, open_phone: OpenPhone
) -> None:
    house.world.card(mobile=None, mail="chen@example.edu.cn")
    phone = open_phone()
    page = phone.page
    page.goto(f"{house.server.base_url}/language/en?next=/phone")
    expect(phone.state("unbound")).to_be_visible()
    _tab_to(page, "/phone/bind")
    page.keyboard.press("Enter")
    expect(phone.state("ask")).to_be_visible()
    page.locator("#contact").focus()
    page.keyboard.type("Chen@Example.edu.cn")
    before = phone.codes()
    page.keyboard.press("Enter")
    expect(page.locator("#code")).to_be_focused()
    phone.wait_for_message(before)
    page.keyboard.type(phone.newest_code())
    page.keyboard.press("Enter")
    phone.wait_for_code()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator('[data-slot="honour"]')).to_have_text("Jinzhong Yingcai")


def test_what_is_wrong_stands_beside_the_field_and_a_shared_number_asks_whose_it_is(
    house: House, open_phone: OpenPhone, complaints: Complaints
) -> None:
    complaints.allow(REFUSED)
    complaints.allow(CONFLICT)
    typed = next(NUMBERS)
    house.world.card(mobile=f"+86{typed}")
    card = house.world.card(Honour.XIANCAI, mobile=f"+86{typed}")
    phone = open_phone()
    page = phone.page
    phone.open(f"{house.server.base_url}/phone/bind")
    for wrong in ("", "12"):
        page.locator("#contact").fill(wrong)
        page.locator("[data-ask] [type=submit]").tap()
        expect(page.locator("#contact-error")).to_contain_text("请填手机号或邮箱")
    phone.ask_by(typed)
    expect(page.locator("#contact-error")).to_be_hidden()
    page.locator("#code").fill("12")
    phone.bind()
    expect(page.locator("#code-error")).to_contain_text("6位数字")
    right = phone.newest_code()
    page.locator("#code").fill(f"{(int(right) + 1) % 10**6:06d}")
    phone.bind()
    expect(page.locator("#code-error")).to_contain_text("还可再试4次")
    expect(page.locator("#document")).to_be_hidden()
    page.locator("#code").fill(f" {right[:3]} {right[3:]}")
    phone.bind()
    expect(page.locator("#document-error")).to_contain_text("不止一位持卡人")
    expect(page.locator("#document")).to_be_focused()
    page.locator("#document").fill("xxxx")
    phone.bind()
    expect(page.locator("#document-error")).to_contain_text("还可再试3次")
    page.locator("#document").fill(house.last_four(card))
    phone.bind()
    phone.wait_for_code()
    expect(page.locator('[data-slot="number"]')).to_have_text(card.number)


def test_a_lost_answer_is_fetched_by_opening_the_page_again_and_no_network_is_said(
    house: House, open_phone: OpenPhone, complaints: Complaints
) -> None:
    complaints.allow("ERR_FAILED")
    complaints.allow(NO_NETWORK)
    typed = next(NUMBERS)
    house.world.card(mobile=f"+86{typed}")
    phone = open_phone()
    page = phone.page
    phone.open(f"{house.server.base_url}/phone/bind")
    expect(phone.state("ask")).to_be_visible()
    page.context.set_offline(True)
    page.locator("#contact").fill(typed)
    page.locator("[data-ask] [type=submit]").tap()
    expect(page.locator("#contact-error")).to_contain_text("网络不通")
    page.context.set_offline(False)
    phone.ask_by(typed)
    page.locator("#code").fill(phone.newest_code())
    binding = "**/phone/api/sign-in/bind"
    page.route(binding, lambda route: (route.fetch(), route.abort())[1])
    phone.bind()
    expect(page.locator("#code-error")).to_contain_text("网络不通")
    page.unroute(binding)
    page.reload()
    phone.wait_for_code()


def test_a_link_of_a_holder_with_mail_alone_sends_its_code_there(
    house: House, open_phone: OpenPhone
) -> None:
    phone = open_phone()
    phone.open(house.activation_link(house.world.card(mobile=None, mail="wang@example.edu.cn")))
    expect(phone.page.locator("[data-contact]")).to_have_text("w***@example.edu.cn")
    phone.tap(phone.page.locator("[data-send]"))
    expect(phone.page.get_by_label("邮件验证码")).to_be_visible()
    phone.page.locator("#code").fill(phone.newest_code())
    phone.bind()
    phone.wait_for_code()


def _bind_from(phone: PhonePage, state: str, typed: str) -> None:
    """Tap the one button of a plain state, and go the whole way to the code."""
    shown = phone.state(state)
    expect(shown).to_be_visible()
    expect(
        shown.locator(".plain-state-act a:visible, .plain-state-act button:visible")
    ).to_have_count(1)
    sentences = re.findall("。", shown.locator("p").inner_text())
    assert len(sentences) <= 2
    shown.locator("a:visible").tap()
    phone.ask_by(typed)
    phone.page.locator("#code").fill(phone.newest_code())
    phone.bind()
    phone.wait_for_code()


def _clear_site_data(page: Page) -> None:
    """What the browser's own settings do: databases, storage, caches, service workers, cookies."""
    origin = page.evaluate("() => location.origin")
    page.goto("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.detach()


def _tab_to(page: Page, address: str) -> None:
    """Move the focus on until it stands on a link to that address."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement?.getAttribute('href')") == address:
            return
    raise AssertionError(address)
