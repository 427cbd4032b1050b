"""The gate in a real browser: no step for a phone, one key for plastic."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core.policy.vocabulary import PartnerKind
from tests.bed.browser import Complaints
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.desk.desk_page import DeskPage, DeskPages
from tests.verify.scanning.desk_calls import count_rows
from verify.scanning.models import QuotaSlot, UsageEntry


@pytest.fixture
def gate(world: World, desks: DeskPages) -> DeskPage:
    """A scenic area's gate, armed."""
    return desks.open(world.desk(PartnerKind.SCENIC))


def test_a_phone_passes_with_no_step_at_all(world: World, gate: DeskPage) -> None:
    gate.expect_armed()
    gate.wedge(world.phone(world.card()).digits())
    gate.expect("granted", "请通行")
    expect(gate.page.get_by_text("仅限本人")).to_be_visible()
    assert count_rows(world, QuotaSlot) == 1


def test_the_answer_fills_the_screen_in_its_colour(world: World, gate: DeskPage) -> None:
    gate.wedge(world.phone(world.card()).digits())
    gate.expect("granted", "请通行")
    box = gate.screen.bounding_box()
    size = gate.page.viewport_size
    assert box is not None
    assert size is not None
    assert (box["width"], box["height"]) >= (size["width"], size["height"])
    expect(gate.screen).to_have_css("background-color", "rgb(18, 129, 63)")


def test_plastic_waits_for_one_key(world: World, gate: DeskPage) -> None:
    gate.wedge(world.printed(world.card()))
    gate.expect("choose", "请核对证件")
    assert count_rows(world, QuotaSlot) == 0
    gate.page.keyboard.press("Space")
    gate.expect("granted", "请通行")
    assert count_rows(world, QuotaSlot) == 1


def test_line_ends_of_the_scanner_do_not_pass_for_the_document(
    world: World, gate: DeskPage
) -> None:
    gate.wedge(world.printed(world.card()))
    gate.page.keyboard.press("Enter")
    gate.page.keyboard.press("Tab")
    gate.expect("choose", "请核对证件")
    assert count_rows(world, QuotaSlot) == 0


def test_a_second_scan_says_already_in(world: World, gate: DeskPage, clock: MovableClock) -> None:
    phone = world.phone(world.card())
    gate.wedge(phone.digits())
    gate.expect("granted", "请通行")
    clock.advance(timedelta(minutes=1))
    gate.wedge(phone.digits())
    gate.expect("used", "已入园")
    assert count_rows(world, QuotaSlot) == 1


def test_the_next_visitor_replaces_the_last(world: World, gate: DeskPage) -> None:
    gate.wedge("281234567890123456")
    gate.expect("unreadable", "这是付款码")
    gate.wedge(world.phone(world.card()).digits())
    gate.expect("granted", "请通行")


def test_the_screen_arms_itself_again(world: World, gate: DeskPage) -> None:
    gate.wedge(world.phone(world.card()).digits())
    gate.expect("granted", "请通行")
    gate.expect_armed()


def test_a_use_is_undone_at_the_gate(world: World, gate: DeskPage) -> None:
    gate.wedge(world.phone(world.card()).digits())
    gate.expect("granted", "请通行")
    gate.page.keyboard.press("F9")
    gate.page.locator(".gate-undo").get_by_role("button", name="没有使用").click()
    gate.expect("choose", "已撤销")
    assert count_rows(world, QuotaSlot) == 0


def test_the_open_list_of_scans_closes_for_the_next_one(world: World, gate: DeskPage) -> None:
    gate.page.get_by_text("最近核验与撤销").click()
    gate.wedge(world.phone(world.card()).digits())
    gate.expect("granted", "请通行")
    expect(gate.page.get_by_text("今天最近的核验")).to_be_hidden()


def test_without_network_nobody_passes(
    world: World, gate: DeskPage, complaints: Complaints
) -> None:
    complaints.allow("ERR_INTERNET_DISCONNECTED")
    gate.page.context.set_offline(True)
    gate.wedge(world.phone(world.card()).digits())
    gate.expect("unreadable", "本次未登记")
    assert count_rows(world, UsageEntry) == 0
