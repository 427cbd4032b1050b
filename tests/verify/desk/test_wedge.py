"""Keyboard-mode scanners: heard with any input method, end and focus; a human never fires."""

import pytest
from playwright.sync_api import expect

from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.verify.desk.desk_page import DeskPage, DeskPages
from tests.verify.scanning.desk_calls import count_rows
from verify.scanning.models import QuotaSlot, UsageEntry


@pytest.fixture
def desk(world: World, desks: DeskPages) -> DeskPage:
    """A service desk: it has a note's field to be in the way."""
    return desks.open(world.desk(PartnerKind.SERVICE_DESK))


def test_an_active_pinyin_ime_does_not_garble_a_scan(world: World, desk: DeskPage) -> None:
    desk.page.locator("#typed").focus()
    desk.wedge_keys(world.phone(world.card()).digits(), ime="去玩儿")
    desk.expect("choose", "身份有效")
    expect(desk.page.locator("#typed")).to_have_value("")


@pytest.mark.parametrize("end", [None, "Tab", "Enter"])
def test_a_scan_ends_by_enter_tab_or_silence(world: World, desk: DeskPage, end: str | None) -> None:
    desk.wedge(world.phone(world.card()).digits(), end=end)
    desk.expect("choose", "身份有效")


def test_a_wireless_scanner_may_pause_after_its_first_key(world: World, desk: DeskPage) -> None:
    desk.wedge(world.phone(world.card()).digits(), after_first_ms=300)
    desk.expect("choose", "身份有效")


def test_a_scan_into_a_note_is_a_scan_and_leaves_the_note(world: World, desk: DeskPage) -> None:
    desk.wedge(world.phone(world.card()).digits())
    desk.expect("choose", "身份有效")
    note = desk.page.get_by_label("备注")
    note.fill("明年入学")
    note.focus()
    other = world.card()
    desk.wedge_keys(world.phone(other).digits())
    expect(desk.page.locator(".desk-holder").get_by_text(other.number)).to_be_visible()
    expect(note).to_have_value("")
    assert count_rows(world, UsageEntry) == 2


def test_a_scan_presses_no_focused_button(world: World, desk: DeskPage) -> None:
    desk.wedge(world.phone(world.card()).digits())
    desk.expect("choose", "身份有效")
    desk.button("子女入学").focus()
    desk.wedge_keys(world.phone(world.card()).digits()[:100])
    desk.expect("unreadable", "没有扫全")
    assert count_rows(world, QuotaSlot) == 0


def test_keys_of_a_human_never_fire(world: World, desk: DeskPage) -> None:
    desk.page.keyboard.type("12345678901234567890", delay=90)
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.down("5")
    for _ in range(30):
        desk.page.keyboard.down("5")
    desk.page.keyboard.up("5")
    desk.expect_armed()
    assert count_rows(world, UsageEntry) == 0


def test_two_keys_together_never_fire(world: World, desk: DeskPage) -> None:
    desk.wedge("12", end="Enter")
    desk.expect_armed()
    assert count_rows(world, UsageEntry) == 0


def test_half_a_scan_says_so(world: World, desk: DeskPage) -> None:
    desk.wedge(world.phone(world.card()).digits()[:200])
    desk.expect("unreadable", "没有扫全")


def test_two_scans_run_together_are_unreadable(world: World, desk: DeskPage) -> None:
    digits = world.phone(world.card()).digits()
    desk.wedge(digits + digits)
    desk.expect("unreadable", "读不出")


def test_a_pasted_code_is_a_scan(world: World, desk: DeskPage) -> None:
    paste(desk, world.phone(world.card()).text())
    desk.expect("choose", "身份有效")


def test_a_pasted_word_in_a_note_stays_a_word(world: World, desk: DeskPage) -> None:
    desk.wedge(world.phone(world.card()).digits())
    desk.expect("choose", "身份有效")
    desk.page.get_by_label("备注").focus()
    paste(desk, "明年入学")
    desk.expect("choose", "身份有效")
    assert count_rows(world, UsageEntry) == 1


def test_typing_the_digits_works_without_scanner_and_camera(world: World, desk: DeskPage) -> None:
    desk.page.locator("#typed").fill(world.phone(world.card()).digits())
    desk.button("核验").click()
    desk.expect("choose", "身份有效")


def test_a_keypad_without_num_lock_still_gives_digits(world: World, desk: DeskPage) -> None:
    devtools = desk.page.context.new_cdp_session(desk.page)
    for digit in world.phone(world.card()).digits()[:60]:
        key = {"code": f"Numpad{digit}", "key": "End", "isKeypad": True}
        devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown"} | key)
        devtools.send("Input.dispatchKeyEvent", {"type": "keyUp"} | key)
    desk.expect("unreadable", "没有扫全")


def paste(desk: DeskPage, text: str) -> None:
    """Paste a text where the focus is."""
    desk.page.evaluate(
        """(text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text", text);
          const options = {clipboardData, bubbles: true, cancelable: true};
          const event = new ClipboardEvent("paste", options);
          document.activeElement.dispatchEvent(event);
        }""",
        text,
    )
