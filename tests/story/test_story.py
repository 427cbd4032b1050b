"""The whole story with real parts: issue, bind, show, scan, use, log, revoke, refuse."""

import base64

from playwright.sync_api import expect

from tests.cardholders.phone.phone_page import PhonePage
from tests.story.conftest import Town
from tests.story.office_page import OfficePage
from tests.verify.desk.desk_page import DeskPage

NAME = "乔望舒"
DOCUMENT = "000000196001011236"
MOBILE = "13800138123"
OWN_REQUEST = "G7"
MOST_ACTIVATION_TAPS = 3
MOST_HOSPITAL_TAPS = 2
MOST_STOP_TAPS = 3
PINYIN = "去玩儿"


def hold_up(phone: PhonePage, desk: DeskPage) -> None:
    """Hold the telephone's code into the picture of the desk's camera."""
    picture = "data:image/png;base64," + base64.b64encode(phone.picture()).decode()
    desk.page.evaluate("(source) => window.showToCamera(source)", picture)


def take_away(desk: DeskPage) -> None:
    """Take the telephone out of the picture."""
    desk.page.evaluate("() => window.showToCamera(null)")
    expect(desk.screen).not_to_have_attribute("data-in-view", "")


def issue_to_a_phone(town: Town, office: OfficePage) -> tuple[str, PhonePage]:
    """Register, decide, grant, issue, print the letter; bind a phone by what it shows."""
    office.register_person(NAME, document=DOCUMENT, mobile=MOBILE)
    office.record_decision_and_grant(NAME)
    office.open_person(NAME)
    number = office.issue_card()
    phone = town.phone()
    phone.activate(office.print_letter())
    assert phone.taps <= MOST_ACTIVATION_TAPS
    return number, phone


def show_a_fresh_code(phone: PhonePage) -> None:
    """Tap the code, as a holder does whose last one was used at another desk."""
    before = phone.shown_at
    phone.page.locator(".code-panel [data-refresh]").tap()
    phone.wait_for_another(before)
    phone.page.locator("[data-close]").tap()


def use_the_checkup(desk: DeskPage) -> None:
    """Tap the scarcest benefit of the hospital and confirm it."""
    desk.expect("choose", "身份有效")
    desk.tap(desk.button("免费体检").first)
    desk.tap(desk.button("确认登记"))
    desk.expect("granted", "已登记：免费体检")
    assert desk.taps <= MOST_HOSPITAL_TAPS


def test_a_card_is_issued_shown_scanned_used_logged_revoked_and_refused(town: Town) -> None:
    office = OfficePage(town.officer(), town.server.base_url)
    number, phone = issue_to_a_phone(town, office)

    desk = town.desk("hospital_operator")
    hold_up(phone, desk)
    use_the_checkup(desk)
    expect(desk.page.locator(".desk-holder")).to_contain_text(number)
    expect(desk.page.locator(".desk-holder img")).to_be_visible()
    take_away(desk)

    gate = town.desk("scenic_operator")
    show_a_fresh_code(phone)
    hold_up(phone, gate)
    gate.expect("granted", "请通行")
    assert gate.taps == 0

    office.page.goto(f"{office.base_url}/office/usage?q={number}")
    lines = office.page.locator(".usage-lines tbody tr")
    expect(lines).to_have_count(3)
    expect(lines.nth(1)).to_contain_text("免费体检")
    office.stop_card(number, ground=OWN_REQUEST)
    assert office.taps <= MOST_STOP_TAPS
    expect(office.page.locator(".page-head")).to_contain_text("已注销")

    show_a_fresh_code(phone)
    hold_up(phone, desk)
    desk.expect("stopped", "已注销")
    office.page.goto(f"{office.base_url}/office/usage?q={number}")
    expect(lines).to_have_count(4)


def test_a_keyboard_scanner_is_heard_although_a_pinyin_input_method_is_on(town: Town) -> None:
    office = OfficePage(town.officer(), town.server.base_url)
    number, phone = issue_to_a_phone(town, office)

    gate = town.desk("scenic_operator")
    gate.wedge_keys(phone.read_code(), ime=PINYIN)
    gate.expect("granted", "请通行")
    assert gate.taps == 0

    desk = town.desk("hospital_operator")
    show_a_fresh_code(phone)
    desk.wedge_keys(phone.read_code(), ime=PINYIN)
    use_the_checkup(desk)

    office.stop_card(number, ground=OWN_REQUEST)
    show_a_fresh_code(phone)
    gate.wedge_keys(phone.read_code(), ime=PINYIN)
    gate.expect("stopped", "已注销")
