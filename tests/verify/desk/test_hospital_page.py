"""The staffed desk in a real browser: scan, tap, undo, plastic, and a network that goes away."""

import re

import pytest
from playwright.sync_api import Route, expect

from core.policy.vocabulary import Honour, PartnerKind
from tests.bed.browser import Complaints
from tests.bed.factories import World
from tests.verify.desk.desk_page import DeskPage, DeskPages
from tests.verify.scanning.desk_calls import DeskCalls, count_rows
from verify.scanning.models import QuotaSlot, UsageEntry, UsageNote
from verify.scanning.reasons import Reason


class Taps:
    """Counts what the operator does after a scan; the scan itself counts as nothing."""

    def __init__(self, desk: DeskPage) -> None:
        self.desk = desk
        self.count = 0

    def tap(self, name: str) -> None:
        """Tap a button."""
        self.desk.button(name).click()
        self.count += 1

    def press(self, key: str) -> None:
        """Press a key."""
        self.desk.page.keyboard.press(key)
        self.count += 1


@pytest.fixture
def hospital(world: World, desks: DeskPages) -> DeskPage:
    """A hospital's desk, armed."""
    return desks.open(world.desk(PartnerKind.HOSPITAL))


def test_one_tap_uses_a_benefit(world: World, hospital: DeskPage) -> None:
    hospital.expect_armed()
    hospital.wedge(world.phone(world.card(Honour.YOUCAI)).digits())
    hospital.expect("choose", "身份有效")
    expect(hospital.page.get_by_text("晋中优才")).to_be_visible()
    taps = Taps(hospital)
    taps.tap("专家诊疗")
    hospital.expect("granted", "已登记：专家诊疗")
    assert taps.count == 1
    expect(hospital.page.get_by_role("alert")).to_contain_text("费用照常")


def test_a_scarce_benefit_takes_two_taps_at_most(world: World, hospital: DeskPage) -> None:
    hospital.wedge(world.phone(world.card()).digits())
    hospital.expect("choose", "身份有效")
    taps = Taps(hospital)
    taps.press("F4")
    hospital.expect("choose", "身份有效")
    expect(hospital.page.get_by_text("确认登记：免费体检")).to_be_visible()
    taps.press("F4")
    hospital.expect("granted", "已登记：免费体检")
    assert taps.count == 2
    assert count_rows(world, QuotaSlot) == 1


def test_the_confirm_step_swallows_no_scan(world: World, hospital: DeskPage) -> None:
    hospital.wedge(world.phone(world.card()).digits())
    hospital.expect("choose", "身份有效")
    hospital.page.keyboard.press("F4")
    other = world.card(Honour.XIANCAI)
    hospital.wedge(world.phone(other).digits())
    expect(hospital.page.get_by_text(other.number).first).to_be_visible()
    expect(hospital.page.get_by_text("确认登记：免费体检")).to_be_hidden()
    assert count_rows(world, QuotaSlot) == 0


def test_undo_asks_why_and_takes_the_use_back(world: World, hospital: DeskPage) -> None:
    hospital.wedge(world.phone(world.card()).digits())
    hospital.expect("choose", "身份有效")
    hospital.page.keyboard.press("F3")
    hospital.expect("granted", "已登记：专家诊疗")
    hospital.page.keyboard.press("F9")
    hospital.button("点错了项目").first.click()
    hospital.expect("choose", "已撤销")
    assert count_rows(world, QuotaSlot) == 0
    expect(hospital.page.locator(".is-voided")).to_have_count(1)


def test_an_earlier_use_of_today_is_undone_from_the_list(world: World, hospital: DeskPage) -> None:
    hospital.wedge(world.phone(world.card()).digits())
    hospital.expect("choose", "身份有效")
    hospital.page.keyboard.press("F1")
    hospital.expect("granted", "已登记：预约就诊")
    hospital.page.reload()
    hospital.page.locator(".scans summary").click()
    hospital.button("不是本人").click()
    hospital.expect("choose", "已撤销")
    assert count_rows(world, QuotaSlot) == 0


def test_plastic_takes_the_document_first(world: World, hospital: DeskPage) -> None:
    hospital.wedge(world.printed(world.card()))
    hospital.expect("choose", "请核对证件")
    benefit = hospital.page.get_by_role("button", name="专员陪同")
    expect(benefit).to_be_disabled()
    taps = Taps(hospital)
    taps.press("Space")
    expect(hospital.word).to_have_text("证件已核对")
    taps.tap("专员陪同")
    hospital.expect("granted", "已登记：专员陪同")
    assert taps.count == 2


def test_a_lost_network_says_so_and_the_retry_keeps_the_id(
    world: World, hospital: DeskPage, complaints: Complaints
) -> None:
    complaints.allow("ERR_INTERNET_DISCONNECTED")
    hospital.wedge(world.phone(world.card()).digits())
    hospital.expect("choose", "身份有效")
    hospital.page.context.set_offline(True)
    hospital.page.keyboard.press("F3")
    hospital.expect("unreadable", "本次未登记")
    hospital.page.context.set_offline(False)
    hospital.page.keyboard.press("Space")
    hospital.expect("granted", "已登记：专家诊疗")
    assert count_rows(world, QuotaSlot) == 1


def test_an_answer_lost_on_its_way_is_given_again_not_counted_again(
    world: World, hospital: DeskPage, complaints: Complaints
) -> None:
    complaints.allow("ERR_FAILED")
    ids = []

    def lose(route: Route) -> None:
        ids.append(re.findall(r"id=([0-9a-f-]{36})", route.request.post_data or "")[0])
        if len(ids) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    hospital.page.route("**/desk/scans", lose)
    digits = world.phone(world.card()).digits()
    hospital.wedge(digits)
    hospital.expect("unreadable", "本次未登记")
    hospital.wedge(digits)
    hospital.expect("choose", "身份有效")
    assert ids == [ids[0]] * 2
    assert count_rows(world, UsageEntry) == 1


def test_an_unavailable_system_is_never_green(
    world: World, hospital: DeskPage, complaints: Complaints
) -> None:
    complaints.allow("503")
    hospital.page.route("**/desk/scans", lambda route: route.fulfill(status=503, body="down"))
    hospital.wedge(world.phone(world.card()).digits())
    hospital.expect("unreadable", "本次未登记")
    assert "granted" not in (hospital.screen.get_attribute("class") or "")


def test_a_session_that_ended_leads_to_the_door(
    world: World, hospital: DeskPage, complaints: Complaints
) -> None:
    complaints.allow("40")
    hospital.page.context.clear_cookies()
    hospital.wedge(world.printed(world.card()))
    expect(hospital.word).to_have_text(re.compile("请重新登录|请刷新本页"))
    assert count_rows(world, UsageEntry) == 0


def test_a_service_desk_keeps_the_note(world: World, desks: DeskPages) -> None:
    desk = desks.open(world.desk(PartnerKind.SERVICE_DESK))
    desk.wedge(world.phone(world.card()).digits())
    desk.expect("choose", "身份有效")
    desk.page.get_by_label("备注").fill("三年级，明年入学")
    desk.button("子女入学").click()
    desk.expect("granted", "已登记：子女入学")
    assert count_rows(world, UsageNote) == 1


def test_escape_clears_the_holder_from_the_screen(world: World, hospital: DeskPage) -> None:
    hospital.wedge(world.phone(world.card()).digits())
    hospital.expect("choose", "身份有效")
    hospital.page.keyboard.press("Escape")
    hospital.expect_armed()
    expect(hospital.page.get_by_text("陈**")).to_be_hidden()


def test_a_stopped_card_is_red_and_shows_nobody(world: World, hospital: DeskPage) -> None:
    card = world.card()
    phone = world.phone(card)
    world.phone(card)
    hospital.wedge(phone.digits())
    hospital.expect("stopped", "旧卡已换")
    expect(hospital.page.locator(".desk-photo")).to_have_count(0)


def test_every_scan_of_the_page_is_logged(world: World, desks: DeskPages) -> None:
    place = world.desk(PartnerKind.HOSPITAL)
    desk = desks.open(place)
    desk.wedge("281234567890123456")
    desk.expect("unreadable", "这是付款码")
    assert [line.reason for line in DeskCalls(world, place).log()] == [Reason.PAYMENT_CODE]
