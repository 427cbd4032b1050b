"""The talent office as an officer uses it by hand, from a person's name to the letter."""

from dataclasses import dataclass, field
from io import BytesIO

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from cardholders.sample_portrait import draw_sample_portrait

DOCUMENT_NUMBER = "演示人才〔2026〕99号"


@dataclass
class OfficePage:
    """An officer's window; the taps of one act are counted."""

    page: Page
    base_url: str
    taps: int = field(default=0)

    def tap(self, target: Locator) -> None:
        """Click, and count it."""
        target.click()
        self.taps += 1

    def button(self, name: str) -> Locator:
        """A button or a link that looks like one."""
        page = self.page
        return page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name))

    def register_person(self, name: str, *, document: str, mobile: str) -> None:
        """Fill in the form, and upload a photo."""
        page = self.page
        page.goto(f"{self.base_url}/office/people/new")
        page.get_by_label("姓名").fill(name)
        page.get_by_label("证件号码").fill(document)
        page.get_by_label("手机号").fill(mobile)
        page.get_by_label("用人单位", exact=True).fill("榆次液压机械集团（演示）")
        page.get_by_label("人事关系所在单位").fill("演示大学")
        for choice in ("引才形式", "人才类别", "所属领域", "所在县"):
            page.get_by_label(choice).select_option(index=1)
        page.get_by_role("button", name="登记", exact=True).click()
        photo = {"name": "photo.jpg", "mimeType": "image/jpeg"}
        upload = {**photo, "buffer": draw_sample_portrait(name)}
        page.locator("input[type=file]").set_input_files(upload)  # type: ignore[arg-type]
        page.get_by_role("button", name="保存照片").click()
        expect(page.locator("img[src*=photo]").first).to_be_visible()

    def record_decision_and_grant(self, name: str) -> None:
        """Record the leading group's decision and grant what it decided."""
        page = self.page
        page.goto(f"{self.base_url}/office/decisions/new")
        page.get_by_label("会议").fill("市委人才工作领导小组会议（演示）")
        page.get_by_label("文号").fill(DOCUMENT_NUMBER)
        page.get_by_label("决定日期").fill("2026-01-05")
        page.get_by_role("button", name="登记", exact=True).click()
        page.get_by_placeholder("姓名，或完整的证件号、手机号").fill(name)
        page.get_by_role("button", name="查找").click()
        page.get_by_role("checkbox", name=name).check()
        page.locator("[name=award]").first.check()
        page.get_by_role("button", name="授予", exact=True).click()

    def open_person(self, name: str) -> None:
        """Find somebody by name."""
        page = self.page
        page.goto(f"{self.base_url}/office/people?q={name}")
        page.get_by_role("link", name=name).first.click()

    def issue_card(self) -> str:
        """Issue the card of the person on screen; answers its number."""
        self.page.get_by_role("button", name="发卡", exact=True).click()
        self.page.wait_for_url("**/office/cards/*")
        return self.page.locator(".page-head .number").inner_text()

    def print_letter(self) -> str:
        """Make the activation letter; answers the link that its picture carries."""
        self.page.get_by_role("button", name="打印激活函").click()
        printed = self.page.locator(".letter-qr")
        expect(printed).to_be_visible()
        found = zxingcpp.read_barcodes(Image.open(BytesIO(printed.screenshot())))
        assert [each.text for each in found] == [self.page.locator(".letter code").inner_text()]
        return found[0].text

    def stop_card(self, number: str, *, ground: str) -> None:
        """Stop a card on a ground that one person may decide."""
        self.page.goto(f"{self.base_url}/office/people?q={number}")
        self.page.get_by_role("link", name=number).first.click()
        self.taps = 0
        if not self.page.url.endswith("/stop"):
            self.tap(self.button("停用"))
        self.tap(self.page.locator(f"[name=ground][value={ground}]"))
        self.tap(self.page.get_by_role("button", name="确认停用"))
