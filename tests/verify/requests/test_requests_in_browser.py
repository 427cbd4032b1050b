"""From wish to scan on a phone and at a desk: asked, agreed, fulfilled, and seen on both sides."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlalchemy import select

from cardholders.cards.models import Card
from cardholders.phone.activation import make_activation
from core.policy.vocabulary import Language, PartnerKind
from partners.models import Desk
from tests.bed.browser import Complaints
from tests.bed.factories import World
from tests.cardholders.phone.phone_page import PhonePage
from tests.verify.desk.desk_page import DeskPage, DeskPages
from tests.verify.requests.asking import history
from verify.requests.models import HolderRequest
from verify.requests.rules import RequestState

PHONE: ViewportSize = {"width": 390, "height": 844}
# Axe would fetch and insert the sheets itself, which the pages' own policy forbids.
RULES = {
    "preload": False,
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
OpenPhone = Callable[[Language], PhonePage]


@pytest.fixture
def open_phone(world: World, card: Card, served: str, chromium: Browser) -> OpenPhone:
    """Binds the card to a telephone that speaks a language."""

    def open_one(language: Language) -> PhonePage:
        context = chromium.new_context(viewport=PHONE, has_touch=True)
        cookie = {"name": "language", "value": language.value, "url": served}
        context.add_cookies([cookie])  # type: ignore[list-item]  # a TypedDict of Playwright
        world.signing_key()
        officer = world.account()
        with world.parts.database.writing() as session:
            attached = session.merge(card)
            token = make_activation(session, attached, by=officer.id, now=world.clock())
        phone = PhonePage(context.new_page(), world.parts.settings.outbox)
        phone.activate(f"{served}/phone/activate#{token}")
        return phone

    return open_one


def findings(page: Page) -> list[str]:
    """Answer what axe finds, and whether the page is wider than the screen."""
    found = [each["id"] for each in Axe().run(page, options=RULES).response["violations"]]
    return found if page.evaluate(FITS) else [*found, "wider than the screen"]


def findings_at(page: Page) -> list[str]:
    """Answer what axe finds at a desk."""
    return [each["id"] for each in Axe().run(page, options=RULES).response["violations"]]


def go(phone: PhonePage, served: str, anchor: str = "") -> Page:
    """Open the page of requests."""
    phone.open(f"{served}/phone/requests{anchor}")
    expect(phone.page.locator("body[data-ready]")).to_be_attached()
    return phone.page


def ask(page: Page) -> None:
    """Ask a hospital for an appointment today, agreeing to what it may know."""
    assert findings(page) == []
    page.locator("a.button[href='#new']").tap()
    expect(page.locator("[data-view=what] h1")).to_be_focused()
    assert findings(page) == []
    page.locator("a[href='#appointment']").tap()
    page.locator("[type=submit]").tap()
    expect(page.locator("[data-missing=site]")).to_be_visible()
    expect(page.locator("[name=site]")).to_be_focused()
    assert findings(page) == []
    page.locator("[data-sites] label").tap()
    page.locator("[name=day]").fill("2026-05-20")
    page.locator("[name=part][value=morning]").check()
    page.locator("[name=note]").fill("骨科，膝盖")
    expect(page.locator("[data-missing]:visible")).to_have_count(0)
    page.locator("[type=submit]").tap()
    sheet = page.locator("dialog[data-consent]")
    expect(sheet).to_be_visible()
    assert findings(page) == []
    sheet.locator("[data-act]").tap()
    card = page.locator(".request-card")
    expect(card.locator("[data-word=submitted]")).to_be_visible()
    expect(page.locator("[data-sent]")).to_be_visible()
    assert findings(page) == []


def agree(desk: DeskPage) -> None:
    """Accept it in the inbox, with a time and a word."""
    desk.page.locator("a[href='/desk/requests']").click()
    expect(desk.page.get_by_text("骨科，膝盖")).to_be_visible()
    desk.page.locator("summary", has_text="答应").click()
    desk.page.locator("[name=time]").fill("10:30")
    desk.page.locator("form[action$=accept] [name=word]").fill("请到二楼导诊台")
    assert findings_at(desk.page) == []
    desk.page.locator("form[action$=accept] button").click()
    expect(desk.page.get_by_text("已约定（1）")).to_be_visible()


@pytest.mark.parametrize("language", list(Language))
def test_a_wish_is_asked_agreed_and_fulfilled(
    world: World,
    served: str,
    open_phone: OpenPhone,
    desks: DeskPages,
    hospital: Desk,
    language: Language,
) -> None:
    phone = open_phone(language)
    page = go(phone, served)
    ask(page)
    desk = desks.open(hospital)
    agree(desk)
    card = page.locator(".request-card")
    page.reload()
    expect(card.locator("[data-word=accepted]")).to_be_visible()
    expect(card.get_by_text("2026-05-20 10:30")).to_be_visible()
    expect(card.get_by_text("请到二楼导诊台")).to_be_visible()
    expect(card.locator("[data-call]")).to_have_attribute("href", "tel:0354-0000000")
    assert findings(page) == []

    phone.open(f"{served}/phone")
    phone.wait_for_code()
    desk.page.goto(f"{served}/desk")
    expect(desk.page.locator("[data-ready]")).to_be_attached()
    desk.wedge(phone.read_code())
    desk.expect("choose", "身份有效")
    desk.button("预约就诊").click()
    desk.expect("granted", "已登记：预约就诊")
    page = go(phone, served)
    expect(card.locator("[data-word=fulfilled]")).to_be_visible()
    expect(page.locator("[data-list=closed] .request-card")).to_have_count(1)
    with world.parts.database.reading() as session:
        (request_id,) = session.scalars(select(HolderRequest.id))
    assert history(world, request_id) == [
        RequestState.SUBMITTED,
        RequestState.ACCEPTED,
        RequestState.FULFILLED,
    ]


def test_without_a_network_what_was_typed_stays_and_is_sent_later(
    served: str, open_phone: OpenPhone, hospital: Desk, complaints: Complaints
) -> None:
    complaints.allow("ERR_INTERNET_DISCONNECTED")
    phone = open_phone(Language.ZH)
    page = go(phone, served)
    phone.page.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-kept-words]")).to_be_visible()
    page.locator("a.button[href='#new']").tap()
    page.locator("a[href='#health_adviser']").tap()
    page.locator("[data-sites] label").tap()
    page.locator("[name=day]").fill("2026-05-22")
    page.locator("[name=note]").fill("想换一位医师")
    page.locator("[type=submit]").tap()
    expect(page.get_by_text("网络不通，请联网后再试")).to_be_visible()
    page.locator(".request-back:visible").tap()
    page.locator("a[href='#health_adviser']").tap()
    expect(page.locator("[name=note]")).to_have_value("想换一位医师")
    page.context.set_offline(False)
    page.locator("[type=submit]").tap()
    page.locator("dialog[data-consent] [data-back]").tap()
    expect(page.locator("[name=note]")).to_have_value("想换一位医师")
    page.locator("[type=submit]").tap()
    page.locator("dialog[data-consent] [data-act]").tap()
    expect(page.locator(".request-card")).to_have_count(1)
    expect(page.locator("[name=note]")).to_have_value("")


def test_a_link_opens_the_form_and_two_taps_withdraw(
    served: str, open_phone: OpenPhone, desks: DeskPages, world: World
) -> None:
    house = world.desk(PartnerKind.APARTMENT)
    phone = open_phone(Language.ZH)
    page = go(phone, served, "#apartment")
    expect(page.locator("[data-view=form] h1")).to_have_text("人才公寓免费入住")
    expect(page.locator("[name=part]")).to_have_count(3)
    expect(page.locator("[name=part]").first).to_be_hidden()
    page.locator("[data-sites] label").tap()
    page.locator("[name=day]").fill("2026-05-22")
    page.locator("[name=until]").fill("2026-05-22")
    page.locator("[type=submit]").tap()
    expect(page.locator("[data-missing=until]")).to_be_visible()
    page.locator("[name=until]").fill("2026-05-24")
    page.locator("[type=submit]").tap()
    expect(page.locator(".request-card")).to_have_count(1)
    expect(page.get_by_text("2026-05-22至2026-05-24")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/phone/requests#?$"))
    phone.taps = 0
    phone.tap(page.locator("[data-withdraw]"))
    assert findings(page) == []
    phone.tap(page.locator("dialog[open] [data-act]"))
    expect(page.locator("[data-list=closed] [data-word=withdrawn]")).to_be_visible()
    assert phone.taps == 2
    desk = desks.open(house)
    desk.page.goto(f"{served}/desk/requests")
    expect(desk.page.get_by_text("没有等答复的申请")).to_be_visible()


def test_the_form_is_filled_in_by_keyboard_alone(
    served: str, open_phone: OpenPhone, world: World
) -> None:
    world.desk(PartnerKind.SERVICE_DESK)
    phone = open_phone(Language.ZH)
    page = go(phone, served, "#schooling")
    page.locator("[name=site]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("2026")
    page.locator("[name=day]").fill("2026-05-22")
    page.locator("[name=part][value=any]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("小学三年级")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2026-05-22，上午")).to_be_visible()
    expect(page.get_by_text("小学三年级")).to_be_visible()
