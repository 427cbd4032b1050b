"""A card issued by hand in a real browser, from the first page to the letter and the stop."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cardholders.keys.rotate import add_signing_key
from core.accounts.create_account import create_account
from core.accounts.roles import Role
from core.clock import system_clock
from core.database.engine import Database
from core.encryption import Vault
from tests.bed.server import LiveServer, StartServer
from tests.cardholders.office.bench import picture

PASSWORD = "a password of the tests"


def furnish(server: LiveServer) -> None:
    """Give the installation its first key and an officer."""
    database = Database(server.database_url)
    vault = Vault.from_key(base64.b64decode(server.environment["KEY_ENCRYPTION_KEY"]))
    with database.writing() as session:
        add_signing_key(session, server.base_url, vault=vault, now=system_clock())
        create_account(
            session,
            "officer",
            password=PASSWORD,
            name="王安",
            role=Role.OFFICER,
            now=system_clock(),
        )
    database.engine.dispose()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def register(page: Page, photo: Path) -> None:
    page.get_by_role("link", name="登记人才").first.click()
    page.get_by_label("姓名").fill("欧阳静姝")
    page.get_by_label("证件号码").fill("000000199001010018")
    page.get_by_label("用人单位").first.fill("演示液压件有限公司")
    page.get_by_label("人事关系所在单位").fill("演示理工大学")
    for label in ("引才形式", "人才类别", "所属领域", "所在县"):
        page.get_by_label(label).select_option(index=1)
    press(page, "登记")
    page.get_by_label("上传照片").set_input_files(photo)
    press(page, "保存照片")
    expect(page.get_by_role("img", name="欧阳静姝的照片")).to_be_visible()


def decide_and_honour(page: Page) -> None:
    page.get_by_role("link", name="按决定授予荣誉").click()
    page.get_by_role("link", name="登记决定").first.click()
    page.get_by_label("会议名称").fill("市委人才工作领导小组会议")
    page.get_by_label("决定文号").fill("晋中人才〔2026〕3号")
    page.get_by_label("决定日期").fill("2026-05-06")
    press(page, "登记")
    expect(page.get_by_label("欧阳静姝")).to_be_checked()
    page.get_by_label("填补国内空白").check()
    press(page, "授予")
    page.get_by_role("link", name="欧阳静姝").click()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_card_is_issued_handed_out_and_suspended_in_three_taps(
    live_server: StartServer, chromium: Browser, tmp_path: Path, width: int
) -> None:
    server = live_server()
    furnish(server)
    photo = tmp_path / "portrait.png"
    photo.write_bytes(picture())
    page = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{server.base_url}/office")
    page.get_by_label("登录名").fill("officer")
    page.get_by_label("密码").fill(PASSWORD)
    press(page, "登录")

    register(page, photo)
    decide_and_honour(page)
    press(page, "发卡")
    expect(page.get_by_role("heading", name="欧阳静姝 有效")).to_be_visible()
    card = page.url

    press(page, "打印激活函")
    expect(page.get_by_role("img", name="激活二维码")).to_be_visible()
    expect(page.get_by_text("/phone/activate#")).to_be_visible()
    page.get_by_role("link", name="返回绿卡").click()
    with page.expect_download() as download:
        press(page, "下载实体卡PDF")
    assert download.value.suggested_filename.endswith(".pdf")
    page.reload()
    expect(page.get_by_text("已签发")).to_be_visible()

    page.get_by_role("link", name="停用", exact=True).click()
    page.get_by_label("涉嫌虚假").check()
    expect(page.get_by_text("0 个手机凭证和 1 个实体卡凭证立即停用").first).to_be_visible()
    press(page, "确认停用")
    expect(page).to_have_url(card)
    expect(page.get_by_role("heading", name="欧阳静姝 暂停")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
