"""Rooms and physicians in a real browser: by keyboard alone, and no form ever swallows a scan."""

import pytest
from playwright.sync_api import expect

from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.verify.desk.desk_page import DeskPage, DeskPages
from tests.verify.desk.test_accessible import findings
from tests.verify.scanning.desk_calls import DeskCalls, count_rows
from verify.lasting.models import AdviserAssignment, Stay
from verify.scanning.models import QuotaSlot

MOST_TABS = 500


@pytest.fixture
def hospital(world: World, desks: DeskPages) -> DeskPage:
    """A hospital's desk, armed."""
    return desks.open(world.desk(PartnerKind.HOSPITAL))


@pytest.fixture
def house(world: World, desks: DeskPages) -> DeskPage:
    """An apartment's desk, armed."""
    return desks.open(world.desk(PartnerKind.APARTMENT))


def tab_to(desk: DeskPage, label: str) -> None:
    """Press Tab until a field has the focus: right after a scan a Tab is the scanner's own."""
    field = desk.page.get_by_label(label)
    for _ in range(MOST_TABS):
        desk.page.keyboard.press("Tab")
        if field.evaluate("each => each === document.activeElement"):
            return
    pytest.fail(f"Tab does not lead to {label}", pytrace=False)


def test_an_adviser_is_named_by_keyboard_alone(world: World, hospital: DeskPage) -> None:
    hospital.wedge(world.phone(world.card()).digits())
    hospital.expect("choose", "身份有效")
    keyboard = hospital.page.keyboard
    keyboard.press("F5")
    expect(hospital.page.get_by_label("医师姓名")).to_be_focused()
    assert findings(hospital) == []
    keyboard.press("F5")
    hospital.expect("choose", "身份有效")
    assert count_rows(world, QuotaSlot) == 0
    keyboard.insert_text("白仲康")
    tab_to(hospital, "科室")
    keyboard.insert_text("心血管内科")
    tab_to(hospital, "职称")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.press("F5")
    hospital.expect("granted", "已登记：健康顾问")
    assert count_rows(world, AdviserAssignment) == 1
    expect(hospital.page.get_by_text("副主任医师（副高）").first).to_be_visible()


def test_escape_leaves_the_form_and_a_scan_replaces_it(world: World, hospital: DeskPage) -> None:
    hospital.wedge(world.phone(world.card()).digits())
    hospital.expect("choose", "身份有效")
    hospital.page.keyboard.press("F5")
    hospital.page.keyboard.press("Escape")
    expect(hospital.button("健康顾问")).to_be_focused()
    hospital.page.keyboard.press("F5")
    hospital.page.get_by_label("科室").fill("内科")
    other = world.card()
    hospital.wedge_keys(world.phone(other).digits())
    expect(hospital.page.locator(".desk-holder").get_by_text(other.number)).to_be_visible()
    expect(hospital.page.get_by_label("科室")).to_be_hidden()
    assert count_rows(world, QuotaSlot) == 0


def test_a_former_stay_is_ended_and_the_guest_checked_out(world: World, house: DeskPage) -> None:
    phone = world.phone(world.card())
    former = DeskCalls(world, world.desk(PartnerKind.APARTMENT))
    now = world.clock()
    former.redeem(former.scan(phone.digits(now.replace(second=20))).id, "apartment")
    house.wedge(phone.digits())
    house.expect("choose", "身份有效")
    expect(house.button("结束原入住并在此办理入住")).to_be_visible()
    assert findings(house) == []
    house.page.keyboard.press("F1")
    expect(house.page.get_by_label("房号")).to_be_focused()
    assert findings(house) == []
    house.page.keyboard.insert_text("0507")
    house.page.keyboard.press("F1")
    house.expect("granted", "已登记：人才公寓免费入住")
    assert count_rows(world, Stay) == 2
    house.page.get_by_role("link", name="在住名单").click()
    house.page.locator("summary", has_text="退房").press("Enter")
    assert findings(house) == []
    house.button("确认退房").press("Enter")
    expect(house.page.get_by_text("现在没有人在住")).to_be_visible()
    assert count_rows(world, QuotaSlot) == 0


def test_a_scan_on_the_list_leads_back_to_the_desk(world: World, house: DeskPage) -> None:
    house.page.get_by_role("link", name="在住名单").click()
    expect(house.page.locator("[data-ready]")).to_be_attached()
    card = world.card()
    house.wedge(world.phone(card).digits())
    house.expect("choose", "身份有效")
    expect(house.page.get_by_text(card.number).first).to_be_visible()
    house.page.reload()
    house.expect_armed()
