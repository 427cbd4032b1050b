"""The camera: a code in the picture is a scan, once; without a picture the page says what to do."""

import base64

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from core.policy.vocabulary import PartnerKind
from core.qr import qr_png
from tests.bed.factories import World
from tests.verify.desk.desk_page import DeskPage, DeskPages
from tests.verify.scanning.desk_calls import count_rows
from verify.scanning.models import UsageEntry

FAKE_CAMERA = """
(() => {
  const canvas = document.createElement("canvas");
  canvas.width = 1280;
  canvas.height = 720;
  const paper = canvas.getContext("2d");
  const clear = () => { paper.fillStyle = "#445"; paper.fillRect(0, 0, 1280, 720); };
  clear();
  window.showToCamera = async (source) => {
    clear();
    if (!source) return;
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    paper.drawImage(picture, 640 - 170, 360 - 170, 340, 340);
  };
  setInterval(() => { paper.fillRect(0, 0, 1, 1); }, 40);
  if (!navigator.mediaDevices) return;  // the blank page before the desk's
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(25);
})();
"""
SIXTY_MORE_FRAMES = """() => new Promise((done) => {
    const video = document.querySelector("video");
    let frames = 0;
    const next = () => ++frames > 60 ? done() : video.requestVideoFrameCallback(next);
    next();
})"""


@pytest.fixture
def seeing(chromium: Browser) -> BrowserContext:
    """A browser whose camera sees what the test shows it."""
    context = chromium.new_context()
    context.add_init_script(FAKE_CAMERA)
    return context


def show(desk: DeskPage, text: str | None) -> None:
    """Hold a QR of the text into the camera's picture, or take it away."""
    source = None
    if text is not None:
        source = "data:image/png;base64," + base64.b64encode(qr_png(text, module_px=6)).decode()
    desk.page.evaluate("(source) => window.showToCamera(source)", source)


def test_a_code_in_the_picture_opens_the_gate(
    world: World, desks: DeskPages, seeing: BrowserContext
) -> None:
    gate = desks.open(world.desk(PartnerKind.SCENIC), context=seeing)
    expect(gate.page.locator("video")).to_be_visible()
    show(gate, world.phone(world.card()).digits())
    gate.expect("granted", "请通行")


def test_a_code_that_stays_in_view_counts_once(
    world: World, desks: DeskPages, seeing: BrowserContext
) -> None:
    desk = desks.open(world.desk(PartnerKind.HOSPITAL), context=seeing)
    printed = world.printed(world.card())
    show(desk, printed)
    desk.expect("choose", "请核对证件")
    desk.page.evaluate(SIXTY_MORE_FRAMES)
    expect(desk.screen).to_have_attribute("data-in-view", "")
    assert count_rows(world, UsageEntry) == 1
    show(desk, None)
    expect(desk.screen).not_to_have_attribute("data-in-view", "")
    show(desk, printed)
    expect(desk.page.locator(".scans li")).to_have_count(2)


def test_a_fresh_code_after_a_stale_one_is_a_new_scan(
    world: World, desks: DeskPages, seeing: BrowserContext
) -> None:
    desk = desks.open(world.desk(PartnerKind.HOSPITAL), context=seeing)
    phone = world.phone(world.card())
    old = phone.clock().replace(hour=0)
    show(desk, phone.digits(old))
    desk.expect("stale", "旧码，可能是截屏")
    show(desk, phone.digits())
    desk.expect("choose", "身份有效")


def test_a_refused_permission_says_how_to_allow_it_and_typing_still_works(
    world: World, desks: DeskPages, chromium: Browser
) -> None:
    context = chromium.new_context()
    context.add_init_script(
        "if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('no', 'NotAllowedError'));"
    )
    desk = desks.open(world.desk(PartnerKind.HOSPITAL), context=context)
    expect(desk.page.get_by_text("摄像头没有获得允许")).to_be_visible()
    expect(desk.page.get_by_text("改为“允许”")).to_be_visible()
    desk.wedge(world.phone(world.card()).digits())
    desk.expect("choose", "身份有效")


def test_the_camera_can_be_closed_and_stays_closed(
    world: World, desks: DeskPages, seeing: BrowserContext
) -> None:
    desk = desks.open(world.desk(PartnerKind.HOSPITAL), context=seeing)
    desk.button("关闭摄像头").click()
    expect(desk.page.get_by_text("摄像头已关闭")).to_be_visible()
    desk.page.reload()
    expect(desk.page.get_by_text("摄像头已关闭")).to_be_visible()
    desk.button("打开摄像头").click()
    expect(desk.page.locator("video")).to_be_visible()
